// `npm run demo`: awsmfa's main job, with no AWS account. With `--yes`, or without a terminal, nobody is asked.
import { startStandIn } from '../stand-in/server.ts';
import { fiveAccounts } from '../support/five-accounts.ts';
import { ProgramFailure } from './clients.ts';
import { createScratchHome } from './scratch-home.ts';
import { NotAsShown, show } from './show.ts';

async function demo(args: readonly string[]): Promise<number> {
  if (args.some((arg) => arg !== '--yes')) return complain('usage: npm run demo [-- --yes]', 2);
  const standIn = await startStandIn(fiveAccounts);
  const home = createScratchHome(standIn.endpoint);
  // Also where Ctrl-C or a signal ends the demo: `exit` comes all the same.
  process.on('exit', () => home.remove());
  try {
    const code = args.length === 0 && isSomebodyThere() ? 'typed' : 'given';
    await show({ standIn, home, code, print: (text) => process.stdout.write(text) });
    return 0;
  } catch (error) {
    if (!(error instanceof NotAsShown || error instanceof ProgramFailure)) throw error;
    return complain(error.message, 1);
  } finally {
    await standIn.close();
  }
}

function isSomebodyThere(): boolean {
  return process.stdin.isTTY && process.stdout.isTTY && process.env['CI'] !== 'true';
}

function complain(text: string, status: number): number {
  process.stderr.write(`demo: ${text}\n`);
  return status;
}

for (const [signal, number] of [
  ['SIGHUP', 1],
  ['SIGINT', 2],
  ['SIGTERM', 15],
] as const)
  process.on(signal, () => process.exit(128 + number));

void demo(process.argv.slice(2)).then((status) => process.exit(status));
