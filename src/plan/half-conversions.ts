import { describeOrigin } from '../ground/origin.ts';
import { describeProfile } from '../words/profile-name.ts';
import { runsAwsmfa } from './chain/own-command.ts';
import type { Chain } from './model/chain.ts';
import type { ChainProfile } from './model/chain-profile.ts';

/** What is left of another set-up beside a `credential_process` of ours: here it works, in AWS's tools it may not. */
export function noteHalfConversions(chain: Chain, platform: NodeJS.Platform): readonly string[] {
  const ours = chain.profiles.filter((profile) =>
    runsAwsmfa(profile.plain('credential_process')?.value ?? '', platform),
  );
  return [
    ...ours.flatMap(noteChainBeside),
    ...ours.flatMap((profile) => noteSerialAbove(chain, profile)),
    ...noteKeysBeside(chain),
  ];
}

const readBySdks = ['role_arn', 'source_profile', 'credential_source', 'mfa_serial'];

function noteChainBeside(profile: ChainProfile): readonly string[] {
  const named = readBySdks.flatMap((name) => {
    const setting = profile.plain(name);
    return setting === undefined ? [] : `\`${name}\` (${describeOrigin(setting.origin)})`;
  });
  if (named.length === 0) return [];
  return [
    `${describeProfile(profile.name)} has ${named.join(', ')} beside its \`credential_process\`: AWS SDKs ignore that or reject the profile, unless the names begin with \`awsmfa_\`: \`awsmfa setup\` renames them`,
  ];
}

/** Role profiles of a shared MFA session ask for no code themselves. */
function noteSerialAbove({ profiles }: Chain, shared: ChainProfile): readonly string[] {
  const above = profiles[profiles.indexOf(shared) - 1];
  const serial = above?.plain('mfa_serial');
  if (above?.plain('source_profile')?.value !== shared.name || serial === undefined) return [];
  return [
    `${describeProfile(above.name)} has \`mfa_serial\` (${describeOrigin(serial.origin)}), so that the AWS CLI asks for a code itself and other SDKs fail: ${describeProfile(shared.name)} already provides the MFA session`,
  ];
}

function noteKeysBeside({ profiles, source }: Chain): readonly string[] {
  const line = profiles.at(-1)?.plain('credential_process');
  if (line === undefined || source.kind !== 'static') return [];
  const where = Object.values(source.origins).map(describeOrigin).join(', ');
  return [
    `the keys of ${describeProfile(source.profile)} (${where}) shadow its \`credential_process\` (${describeOrigin(line.origin)}) in most of AWS's tools: remove or move them`,
  ];
}
