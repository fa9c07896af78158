import { existsSync } from 'node:fs';
import { describe, expect, vi } from 'vitest';
import { helperCall, type Home, isStandalone, testIn } from '../support/awsmfa.ts';
import { projectRoot } from '../support/bundle.ts';
import { fiveAccounts, phone, plainAccounts } from '../support/five-accounts.ts';
import { isTraceable, type SystemCall, traceOf } from '../support/trace.ts';

/** What a hit may cost, counted and not timed: whoever adds to it sees it here. */
const test = testIn(fiveAccounts, plainAccounts);

/** The system calls of a hit, in their order. */
async function callsOfHit(home: Home): Promise<readonly SystemCall[]> {
  await home.helper('prod', ['--token-code', home.code(phone)]);
  const isRemembered = () => existsSync(home.path('.aws/awsmfa/plans/70726f64.json'));
  await vi.waitUntil(() => home.helper('prod').then(isRemembered), { timeout: 20_000 });
  return traceOf(home, helperCall('prod'));
}

/** Of the home: the plan and the session are read, the files that the plan was resolved from are only looked at. */
const inHome = [
  'open ~/.aws/awsmfa/plans/70726f64.json',
  'look ~/.aws/awsmfa/plans/70726f64.json',
  'read ~/.aws/awsmfa/plans/70726f64.json',
  'look ~/.aws/config',
  'look ~/.aws/credentials',
  'look ~/.aws/awsmfa/sessions',
  'open ~/.aws/awsmfa/sessions/KEY.json',
  'look ~/.aws/awsmfa/sessions/KEY.json',
  'read ~/.aws/awsmfa/sessions/KEY.json',
];

/**
 * How often a hit may do what takes time. Node also finds and reads two scripts, and some of its lines look at more for
 * that than others.
 */
const budget = isStandalone
  ? { open: 3, look: 9, read: 2, write: 1 }
  : { open: 7, look: 20, read: 13, write: 1 };

/** What touches nothing: the end of a file and of the process, memory, and the runtime's own loop. */
const harmless =
  /^(close|exit_group|mmap|lseek|fcntl|ioctl|getcwd|readlink|epoll_\w+|io_uring_\w+)$/;

/** Where the runtime looks for its limits and for the time zone; and the folders above the project, however many. */
function isOfTheMachine({ place = '' }: SystemCall): boolean {
  const isAbove = place.startsWith('/') && projectRoot.startsWith(`${place}/`);
  return isAbove || /^\/(proc\/|sys\/|etc\/localtime$|usr\/share\/zoneinfo\/)/.test(place);
}

/** From where Node turns to our script, and the single file to the home: before that the runtime starts. */
function afterStart(calls: readonly SystemCall[]): readonly SystemCall[] {
  const start = calls.findIndex(({ place = '' }) => /^(~\/|\.\/bin\/)/.test(place));
  return calls.slice(start).filter((call) => !isOfTheMachine(call));
}

describe.skipIf(!isTraceable).concurrent('a hit (needs strace, and the right to trace)', () => {
  test('opens two files of the home and looks at four more things', async ({ home }) => {
    const calls = (await callsOfHit(home)).filter(({ place }) => place?.startsWith('~/'));
    const described = calls.filter(({ kind }) => kind !== 'close');
    expect(described.map(({ kind, place }) => `${kind} ${place ?? ''}`)).toEqual(inHome);
  });

  test.skipIf(isStandalone)('reads no more of the program than it needs', async ({ home }) => {
    const calls = await callsOfHit(home);
    const read = calls.filter(({ kind, place }) => kind === 'read' && place?.startsWith('./'));
    expect([...new Set(read.map(({ place }) => place))]).toEqual([
      './bin/awsmfa.cjs',
      './package.json',
      './dist/main.cjs',
    ]);
    const bytes = read.reduce((sum, { result }) => sum + result, 0);
    expect(bytes).toBeLessThan(45_000);
  });

  test('makes few system calls, starts nothing, and connects to nothing', async ({ home }) => {
    const calls = afterStart(await callsOfHit(home));
    const counted = Object.entries(budget).map(([kind, most]) => {
      const places = calls.filter((call) => call.kind === kind).flatMap(({ place = [] }) => place);
      return { kind, places, most };
    });
    expect(counted.filter(({ places, most }) => places.length > most)).toEqual([]);
    const others = calls.filter(({ kind }) => !(kind in budget) && !harmless.test(kind));
    expect(others).toEqual([]);
    expect(calls.length).toBeGreaterThan(10);
  });
});
