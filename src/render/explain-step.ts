import { describeOrigin, type Origins } from '../ground/origin.ts';
import type {
  AssumeRole,
  CodePlan,
  GetSessionToken,
  PromptName,
  Step,
} from '../plan/model/plan.ts';
import { describeDuration } from '../words/duration.ts';

export type Row = readonly [name: string, value: string, origin?: string | undefined];

/** What is sent to AWS, and where the code comes from that goes with it. */
export function describeStep(step: Step, codes: CodePlan): readonly Row[] {
  const inputs = step.kind === 'GetSessionToken' ? describeSession(step) : describeRole(step);
  return step.mfaSerial === undefined ? inputs : [...inputs, describeCode(codes)];
}

function describeSession(step: GetSessionToken): readonly Row[] {
  const { mfaSerial, durationSeconds, store, origins } = step;
  return [
    ['mfa serial', mfaSerial, originOf(origins, 'mfaSerial')],
    ...describeStrategy('session', origins),
    ['duration', describeDuration(durationSeconds), originOf(origins, 'durationSeconds')],
    ...describeStore(store, origins),
  ];
}

/** Only if it is encrypted. */
function describeStore(store: GetSessionToken['store'], origins: Origins): readonly Row[] {
  return store === undefined
    ? []
    : [['store', 'sealed with a key from the keychain', originOf(origins, 'store')]];
}

function describeRole(step: AssumeRole): readonly Row[] {
  const { origins } = step;
  const optional: readonly [string, string | undefined, string][] = [
    ['mfa serial', step.mfaSerial, 'mfaSerial'],
    ['external id', step.externalId, 'externalId'],
    ['source identity', step.sourceIdentity, 'sourceIdentity'],
    ['session tags', step.tags && JSON.stringify(step.tags), 'tags'],
    ['transitive tags', step.transitiveTagKeys?.join(', '), 'transitiveTagKeys'],
    ['policy', step.policy, 'policy'],
    ['policy ARNs', step.policyArns?.join(', '), 'policyArns'],
  ];
  return [
    ['role', step.roleArn, originOf(origins, 'roleArn')],
    ['session name', step.roleSessionName, originOf(origins, 'roleSessionName')],
    ['duration', describeDuration(step.durationSeconds), originOf(origins, 'durationSeconds')],
    ...describeStrategy('direct', origins),
    ...optional.flatMap(([name, value, input]): Row[] =>
      value === undefined ? [] : [[name, value, originOf(origins, input)]],
    ),
  ];
}

/** Only if a setting chose one. */
function describeStrategy(strategy: 'session' | 'direct', origins: Origins): readonly Row[] {
  const chosen = origins['mfaStrategy'];
  return chosen === undefined ? [] : [['mfa strategy', strategy, describeOrigin(chosen)]];
}

/** Not used if a code is given. */
function describeCode({ mfaProcess, prompt, origins }: CodePlan): Row {
  if (mfaProcess !== undefined)
    return ['code', 'the `mfa_process`', originOf(origins, 'mfaProcess')];
  return ['code', prompt.map((name) => ways[name]).join(', else '), originOf(origins, 'prompt')];
}

const ways: Readonly<Record<PromptName, string>> = {
  tty: 'the terminal',
  dialog: 'a window',
  pinentry: '`pinentry`',
  askpass: 'the askpass program',
  ykman: '`ykman`',
  none: 'nobody',
};

function originOf(origins: Origins, input: string): string {
  const origin = origins[input];
  return origin === undefined ? 'default' : describeOrigin(origin);
}
