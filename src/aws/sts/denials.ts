import { Failure } from '../../ground/failure.ts';
import type { ServiceError } from '../client/service-error.ts';
import { describeProfileOf, type StsCall } from './sts-call.ts';

/** AWS does not let the signer assume the role, for whatever reason. */
export class RoleDenied extends Failure {}

/** Words `User: ARN is not authorized to perform: sts:ACTION on resource: …`. */
export function denied(error: ServiceError, call: StsCall): Failure {
  const { step } = call;
  const [, action = ''] = /to perform: sts:(\w+)/.exec(error.message) ?? [];
  return step.kind === 'AssumeRole' && action === 'AssumeRole'
    ? roleDenied(error, step.roleArn)
    : actionDenied(action, error, call);
}

function roleDenied(error: ServiceError, roleArn: string): Failure {
  return new RoleDenied(
    'refused',
    `AWS does not let ${deniedUser(error)} assume role "${roleArn}"${deniedBecause(error)}`,
    ["check the ARN, the role's trust policy (account, external id, MFA), and your own policies"],
  );
}

/** What else has to be allowed, and which settings require it. */
const besides: Readonly<Record<string, string>> = {
  TagSession: '`session_tags` and `transitive_session_tags`',
  SetSourceIdentity: '`source_identity`',
};

function actionDenied(action: string, error: ServiceError, call: StsCall): Failure {
  const { step } = call;
  const settings = besides[action];
  const what = `AWS does not let ${deniedUser(error)} call \`sts:${action}\``;
  const where = step.kind === 'AssumeRole' ? ` for role "${step.roleArn}"` : '';
  return new Failure('refused', `${what}${where}${deniedBecause(error)}`, [
    settings === undefined
      ? `let your own policies allow \`sts:${action}\``
      : `let the role's trust policy and your own policies allow \`sts:${action}\`, or remove ${settings} from ${describeProfileOf(call)}`,
  ]);
}

function deniedUser({ message }: ServiceError): string {
  const [, user] = /^User: (\S+) is not authorized/.exec(message) ?? [];
  return user === undefined ? 'this user' : `"${user}"`;
}

/** AWS gives a reason where it may, as ` because no identity-based policy allows …`; ` with an explicit deny …`. */
function deniedBecause({ message }: ServiceError): string {
  return / (?:because|with an explicit deny) .*/.exec(message)?.[0] ?? '';
}
