import { describe, expect, test } from 'vitest';
import { Failure } from '../../src/ground/failure.ts';
import { describeHolder, type Holder, waitFailure } from '../../src/lock/holder.ts';

test.for<[Holder, string]>([
  [{ pid: undefined }, 'another process'],
  [{ pid: 7 }, 'process 7'],
  [{ pid: 7, program: 'aws' }, '"aws" (process 7)'],
  [{ pid: undefined, program: 'aws' }, '"aws" (another process)'],
])('a holder is named as far as it is known: %j', ([holder, words]) => {
  expect(describeHolder(holder)).toBe(words);
});

describe('whoever has waited too long is told', () => {
  test.for<[Holder, string]>([
    [{ pid: 7 }, 'which is getting credentials'],
    [{ pid: 7, profile: 'prod' }, 'which is getting credentials for profile "prod"'],
    [{ pid: 7, heldSeconds: 0 }, 'which has been getting credentials for 0 s'],
    [
      { pid: 7, profile: 'prod', heldSeconds: 90 },
      'which has been getting credentials for profile "prod" for 90 s',
    ],
    [
      { pid: 7, profile: 'prod', silent: true },
      'which is getting credentials and does not respond',
    ],
  ])('what the holder does: %j', ([holder, words]) => {
    expect(waitFailure(50_000, holder).message).toBe(
      `gave up after waiting 50 s for process 7, ${words}`,
    );
  });

  const login =
    'run `awsmfa login` before several programs start at once, so that none has to wait';

  test.for<[Holder, readonly string[]]>([
    [{ pid: undefined }, [login]],
    [{ pid: 7 }, ['continue or end process 7, then try again', login]],
    [
      { pid: 7, terminal: '/dev/pts/3' },
      ['answer its prompt on "/dev/pts/3", then try again', login],
    ],
  ])('what to do: %j', ([holder, hints]) => {
    const failure = waitFailure(1001, holder);
    expect(failure).toEqual(new Failure('code-unavailable', failure.message, hints));
    expect(failure.message).toContain('waiting 2 s');
  });
});
