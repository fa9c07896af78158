import { Failure } from '../ground/failure.ts';
import { describeOrigin, failureKind, originsOf, type Sourced } from '../ground/origin.ts';
import { splitCommand } from '../words/split-command.ts';
import { quoted } from '../words/text.ts';
import { argumentsOfAwsmfa } from './chain/launchers.ts';
import { nearest, type Chain } from './model/chain.ts';
import { defaultPrompt, promptNames, type CodePlan, type PromptName } from './model/plan.ts';

/**
 * Where a code for this chain comes from. Like the MFA serial, each setting is that of the profile nearest to the
 * requested one.
 *
 * @throws Failure for a way to ask that is not known, and for a line that runs awsmfa, which prints no codes.
 */
export function resolveCodes(chain: Chain, platform: NodeJS.Platform): CodePlan {
  const mfaProcess = nearest(chain, 'mfa_process');
  const prompt = nearest(chain, 'prompt');
  if (mfaProcess !== undefined) refuseOwnLine(mfaProcess, platform);
  return {
    ...(mfaProcess && { mfaProcess: mfaProcess.value }),
    prompt: prompt === undefined ? defaultPrompt : parsePromptList(prompt),
    origins: originsOf({ mfaProcess, prompt }),
  };
}

function refuseOwnLine({ value, origin }: Sourced, platform: NodeJS.Platform): void {
  if (argumentsOfAwsmfa(splitCommand(value, platform)) === undefined) return;
  throw new Failure(
    failureKind(origin),
    `the \`mfa_process\` (${describeOrigin(origin)}) runs awsmfa, which needs the code itself`,
    ['let it run a program that prints a code, such as `ykman oath accounts code --single NAME`'],
  );
}

function parsePromptList(list: Sourced): readonly PromptName[] {
  const names = list.value.split(',').map((name) => name.trim());
  return [...new Set(names.map((name) => promptName(name, list)))];
}

function promptName(text: string, { value, origin }: Sourced): PromptName {
  const known = promptNames.find((name) => name === text);
  if (known !== undefined) return known;
  throw new Failure(
    failureKind(origin),
    `${quoted(text)} in the list ${quoted(value)} (${describeOrigin(origin)}) is no way to ask for an MFA code`,
    [
      `use one or more of ${promptNames.map((name) => `\`${name}\``).join(', ')}, with commas between them`,
    ],
  );
}
