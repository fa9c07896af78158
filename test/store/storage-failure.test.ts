import { expect, test } from 'vitest';
import { Failure } from '../../src/ground/failure.ts';
import { storageFailure } from '../../src/store/storage-failure.ts';

const folder = '/home/jane/.aws/awsmfa/sessions';

/** An error as Node throws it. */
function systemError(code: string, message: string): Error {
  return Object.assign(new Error(message), { code, syscall: 'open' });
}

const free = `free some space on the disk that holds "${folder}"`;
const own = `make "${folder}" and what is in it your own and writable, or set \`AWSMFA_HOME\` to a folder that is`;
const move = `move away whatever is in the place of "${folder}" or of a file in it`;
const onTheWay = `set \`AWSMFA_HOME\` to a folder of your own, or move away the file that is on the way to "${folder}"`;
const elsewhere = 'set `AWSMFA_HOME` to a folder that can be written';

test.for([
  ['ENOSPC', free],
  ['EDQUOT', free],
  ['EACCES', own],
  ['EPERM', own],
  ['EISDIR', move],
  ['ENOTDIR', onTheWay],
  ['EEXIST', move],
  ['EROFS', elsewhere],
] as const)('%s is told in the words of the system, with what to do', ([code, hint]) => {
  const error = systemError(code, `${code}: the words of the system, open '${folder}/x'`);
  expect(storageFailure(folder, error)).toEqual(
    new Failure(
      'storage',
      `cannot keep sessions in "${folder}": the words of the system (${code})`,
      [hint],
    ),
  );
});

test.for(['i/o error', 'a disk says EIO: it is broken'])(
  'an error in other words, "%s", is told by its code',
  (message) => {
    expect(storageFailure(folder, systemError('EIO', message)).message).toBe(
      `cannot keep sessions in "${folder}": EIO`,
    );
  },
);

test('a failure is passed on as it is, and a bug is thrown', () => {
  const failure = new Failure('storage', 'it belongs to another user');
  expect(storageFailure(folder, failure)).toBe(failure);
  const bug = new TypeError('not a function');
  expect(() => storageFailure(folder, bug)).toThrow(bug);
});
