import { Failure, type FailureKind } from '../../ground/failure.ts';
import { describeOrigin } from '../../ground/origin.ts';
import type { CodePlan } from '../../plan/model/plan.ts';
import type { TokenCodeRequest, TokenCodeSource } from '../../session/ports.ts';
import { describeProfile } from '../../words/profile-name.ts';
import { splitCommand } from '../../words/split-command.ts';
import { createPrinter, type PrinterOptions } from './printed-code.ts';

export interface MfaProcessOptions extends PrinterOptions {
  readonly platform: NodeJS.Platform;
}

/**
 * The profile's `mfa_process`, a program that prints a code: split into arguments as a `credential_process` is, no
 * shell.
 *
 * Throws a Failure where it gives none: of kind `configuration` where the line cannot be run, and `cancelled` where it
 * ran and gave no code, since those who wait for the same code need not run it as well.
 */
export function createMfaProcess(plan: CodePlan, options: MfaProcessOptions): TokenCodeSource {
  const words = splitCommand(plan.mfaProcess ?? '', options.platform);
  const print = createPrinter(words ?? [], options);
  return {
    name: 'mfa_process',
    async code(request) {
      const failed = (what: string, kind: FailureKind) => failure(plan, request, what, kind);
      if (words === undefined)
        throw failed('leaves a quotation mark or backslash open', 'configuration');
      if (!words[0]) throw failed('names no program', 'configuration');
      const printed = await print(request);
      if (typeof printed === 'string') return printed;
      throw failed(printed.what, printed.notStarted === undefined ? 'cancelled' : 'configuration');
    },
  };
}

/** The command itself is not shown: people put secrets into it. */
function failure(
  { origins }: CodePlan,
  { profile }: TokenCodeRequest,
  what: string,
  kind: FailureKind,
): Failure {
  const origin = origins['mfaProcess'];
  const where = origin === undefined ? '' : ` (${describeOrigin(origin)})`;
  return new Failure(kind, `the \`mfa_process\` of ${describeProfile(profile)}${where} ${what}`, [
    'run the command of that line yourself: it has to print the six digits of a code, and nothing else',
  ]);
}
