import { isAbsolute } from 'node:path';
import { programName } from '../../ground/program-name.ts';
import { argumentsOfAwsmfa } from '../../plan/chain/launchers.ts';
import { parseOwnCommand } from '../../plan/chain/own-command.ts';
import type { ChainProfile } from '../../plan/model/chain-profile.ts';
import { splitCommand } from '../../words/split-command.ts';
import type { Knowledge } from './knowledge.ts';

/** What a profile's `credential_process` line runs. */
export type Line =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'ours';
      /** The profile it asks for. */
      readonly to: string;
      /** Whether it has more options than `--profile`. */
      readonly hasOptions: boolean;
      /** `bare` where the program is looked for on the PATH. */
      readonly state: 'works' | 'bare' | 'gone';
    }
  | { readonly kind: 'vegas' }
  | { readonly kind: 'aws-vault'; readonly profile: string }
  | { readonly kind: 'foreign' };

/** @throws Failure where the line runs awsmfa for something else than credentials */
export function readLine(profile: ChainProfile, { platform, exists }: Knowledge): Line {
  const isVegas = profile.plain('vegas_role_arn') !== undefined;
  const line = profile.plain('credential_process');
  if (line === undefined) return isVegas ? { kind: 'vegas' } : { kind: 'none' };
  const words = splitCommand(line.value, platform) ?? [];
  const own = parseOwnCommand(line, {}, platform);
  if (own !== undefined)
    return {
      kind: 'ours',
      to: own.profile ?? '',
      hasOptions: own.overrides.size > 0 || own.profile === undefined,
      state: stateOfProgram(words, exists),
    };
  const program = programName(words[0] ?? '');
  if (isVegas && program.startsWith('vegas')) return { kind: 'vegas' };
  const kept = program === 'aws-vault' ? vaultProfile(words.slice(1)) : undefined;
  return kept === undefined ? { kind: 'foreign' } : { kind: 'aws-vault', profile: kept };
}

/** Another launcher than node was somebody's own decision. */
function stateOfProgram(words: readonly string[], exists: (path: string) => boolean) {
  const behind = argumentsOfAwsmfa(words)?.length ?? 0;
  const [first = '', ...more] = words.slice(0, words.length - behind);
  const isPlain = more.length === 0 || /(?:^|[/\\])node(?:\.exe)?$/.test(first);
  if (!isPlain) return 'works';
  const paths = [first, ...more];
  if (!paths.every((path) => isAbsolute(path))) return 'bare';
  return paths.every(exists) ? 'works' : 'gone';
}

/** The profile that aws-vault is asked for; undefined if the line asks for the key itself, or if that is not known. */
function vaultProfile([command, ...words]: readonly string[]): string | undefined {
  if (command !== 'exec' && command !== 'export') return undefined;
  if (words.some((word) => /^(?:-n|--no-session)$/.test(word))) return undefined;
  const operands = words.filter(
    (word, index) => !word.startsWith('-') && !withValue.test(words[index - 1] ?? ''),
  );
  return operands.length === 1 ? operands[0] : undefined;
}

const withValue = /^(?:-d|-t|--(?:duration|mfa-token|region|format|backend|prompt|keychain))$/;
