import { expect, test } from 'vitest';
import { obtainKey } from '../../src/access-keys/obtain-key.ts';
import type { Person } from '../../src/ask/person.ts';

const unasked = () => Promise.reject(new Error('nobody is to be asked'));
const nobody: Person = { text: unasked, secret: unasked, choose: unasked, confirm: unasked };

const obtain = (line: string | undefined) =>
  obtainKey({ accessKeyId: 'AKIAJANEJANEJANEJAN1', secretFrom: 'stdin' }, nobody, {
    readLine: () => Promise.resolve(line),
  });

test.each([undefined, '', ' \t'])(
  'a secret that did not come on standard input is not sent to AWS: %j',
  async (line) => {
    await expect(obtain(line)).rejects.toMatchObject({
      kind: 'usage',
      message: 'the secret access key on standard input is empty',
      hints: ['run what is before the pipe by itself to see what it prints'],
    });
  },
);

test('one that came is the secret, without the blanks around it', async () => {
  const { secretAccessKey } = await obtain(' jane/secret ');
  expect(secretAccessKey.reveal()).toBe('jane/secret');
});
