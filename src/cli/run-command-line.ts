import { answerFromMemory } from '../commands/credentials/recalled-session.ts';
import type { Host } from '../host/host.ts';
import { keepPackagesQuiet } from '../host/keep-packages-quiet.ts';
import { parseHelperCall } from './arguments/helper-call.ts';

/** Runs one command line (without the program's name) and resolves to the exit status. */
export async function runCommandLine(argv: readonly string[], host: Host): Promise<number> {
  try {
    return await runInTime(argv, host);
  } catch (error) {
    const { report } = await import('./report.ts');
    const status = report(error, host);
    const { failExport, mayBeExport } = await import('./failed-export.ts');
    if (mayBeExport(argv)) await failExport(argv, host);
    return status;
  }
}

/** The shortest way to what is asked for: each loads more than the one before it. */
async function runInTime(argv: readonly string[], host: Host): Promise<number> {
  const helper = parseHelperCall(argv);
  if (helper !== undefined && (await answerFromMemory(helper.profile, host))) return 0;
  keepPackagesQuiet();
  if (argv[0] === '__complete') return completeWord(argv.slice(1), host);
  if (helper === undefined) return (await import('./run-any-command.ts')).runAnyCommand(argv, host);
  const { answerAndRemember } = await import('../commands/credentials/credential-process.ts');
  await answerAndRemember(helper.profile, host);
  return 0;
}

/** Without what reads command lines: a person has pressed Tab, and waits. */
async function completeWord(argv: readonly string[], host: Host): Promise<number> {
  const { answerCompletion } = await import('./completion/answer.ts');
  await answerCompletion(argv, host);
  return 0;
}
