import { expect, test } from 'vitest';
import { translateNetworkError } from '../../../src/aws/client/network-errors.ts';

test('a bug is passed on as it is, not taken for the network', () => {
  const bug = new TypeError('x is not a function');
  expect(() => translateNetworkError(bug)).toThrow(bug);
});

test('an answer that cannot be read is what something else than AWS wrote', () => {
  const unreadable = Object.assign(new Error('char "<" is not expected'), {
    $metadata: { httpStatusCode: 200 },
  });
  expect(translateNetworkError(unreadable).message).toBe(
    'the response did not come from AWS (HTTP 200)',
  );
});
