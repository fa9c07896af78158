import type { StandIn } from '../stand-in/server.ts';
import { phone } from '../support/five-accounts.ts';
import { accounts, type DemoAccount } from './accounts.ts';
import { findClient, run, type Client, type Identity } from './clients.ts';
import { expectedCounts, isSame, takeCounts } from './counts.ts';
import type { ScratchHome } from './scratch-home.ts';
import * as texts from './texts.ts';

export interface Show {
  readonly standIn: StandIn;
  readonly home: ScratchHome;
  /** `typed` by the person at the terminal, when awsmfa asks; `given` on the command line, where nobody is there. */
  readonly code: 'typed' | 'given';
  readonly print: (text: string) => void;
}

/** Something came out otherwise than the demo says. */
export class NotAsShown extends Error {}

/**
 * Shows awsmfa's main job: one code, five accounts, and then nothing more to type.
 *
 * @throws NotAsShown, or ProgramFailure where a program fails
 */
export async function show({ standIn, home, code, print }: Show): Promise<void> {
  print(texts.introduction());
  if (code === 'typed') showDevice(standIn, print);
  else await logIn(standIn, home, print);
  await firstRound(findClient(home.env), print);
  const first = takeCounts(standIn);
  print(texts.secondRound);
  await allAtOnce(findClient({ ...home.env, AWSMFA_PROMPT: 'none' }), print);
  const second = takeCounts(standIn);
  print(texts.countsTable(first, second));
  if (!isSame(first, expectedCounts.first) || !isSame(second, expectedCounts.second))
    throw new NotAsShown('these are not the calls they should be');
  print(texts.farewell);
}

function showDevice(standIn: StandIn, print: Show['print']): void {
  print(texts.deviceDisplay(standIn.device(phone), new Date()));
}

async function logIn(standIn: StandIn, { env }: ScratchHome, print: Show['print']): Promise<void> {
  const code = standIn.device(phone).next();
  const args = ['login', 'management', '--token-code', code];
  print(texts.commandLine(`awsmfa ${args.join(' ')}`));
  print(`  ${await run('awsmfa', args, env)}`);
}

async function firstRound(client: Client, print: Show['print']): Promise<void> {
  for (const account of accounts) {
    print(texts.commandLine(client.command(account.profile)));
    showIdentity(account, await client.identity(account.profile), print);
  }
}

async function allAtOnce(client: Client, print: Show['print']): Promise<void> {
  const asking = accounts.map(async (account) => {
    return { account, identity: await client.identity(account.profile) };
  });
  for (const { account, identity } of await Promise.all(asking))
    showIdentity(account, identity, print);
}

function showIdentity(account: DemoAccount, identity: Identity, print: Show['print']): void {
  print(texts.identityLine(account, identity));
  if (identity.Account === account.id && identity.Arn === account.arn) return;
  throw new NotAsShown(`profile "${account.profile}" should be ${account.arn}`);
}
