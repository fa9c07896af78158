import type { ProfileGraph } from '../config/graph.ts';
import { Failure } from '../ground/failure.ts';
import { describeOrigin, type Sourced } from '../ground/origin.ts';
import { isTemporary } from '../words/key-text.ts';
import { describeProfile } from '../words/profile-name.ts';
import { quoted } from '../words/text.ts';

/**
 * @param replacedKey the id of a long-term key that may go
 * @throws Failure unless a session may be written under this name: what is there must be nothing, or another session
 */
export function refuseTarget(
  name: string,
  graph: ProfileGraph,
  replacedKey: string | undefined,
): void {
  const settings = graph.profile(name)?.settings;
  if (settings === undefined) return;
  const key = settings.get('awsmfa_access_key_id') ?? settings.get('aws_access_key_id');
  const isSession = settings.has('aws_session_token') || isTemporary(key?.value ?? '');
  if (key !== undefined && !isSession && key.value !== replacedKey) throw holdsKey(name, key);
  for (const [setting, found] of settings)
    if (leadsElsewhere.test(setting)) throw hasOtherWay(name, setting, found);
}

/** The settings, the SDKs' and ours, that say where a profile's credentials come from. */
const leadsElsewhere =
  /^(?:credential_process|login_session|sso_(?!region$).*|web_identity_token_file|(?:awsmfa_)?(?:role_arn|source_profile|credential_source)|role_name)$/;

function holdsKey(name: string, { value, origin }: Sourced): Failure {
  return new Failure(
    'configuration',
    `${describeProfile(name)} holds the long-term access key ${quoted(value)} (${describeOrigin(origin)}), which a session would replace`,
    [
      'write to another name',
      `to replace the key all the same, name it: \`--replace-key ${value}\`; AWS does not show its secret again`,
    ],
  );
}

/** Some tools would go on with it, others would take the session, which nobody renews. */
function hasOtherWay(name: string, setting: string, { origin }: Sourced): Failure {
  return new Failure(
    'configuration',
    `${describeProfile(name)} gets its credentials by \`${setting}\` (${describeOrigin(origin)}), which a session in the credentials file would override`,
    ['write to another name'],
  );
}
