import { createServer } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { describe, expect } from 'vitest';
import { accounts } from '../support/five-accounts.ts';
import {
  answer,
  call,
  errorOf,
  isFull,
  question,
  roleOf,
  runWithCode,
  test,
  warm,
} from './support/scene.ts';

/**
 * Real limits of real seconds: `AWSMFA_HARD=full` only. What they are made of is tested with shorter ones elsewhere.
 */
describe.skipIf(!isFull).concurrent('in the worst case (takes a minute: AWSMFA_HARD=full)', () => {
  test('AWS that never answers is given up before 50 s', { timeout: 90_000 }, async ({ home }) => {
    await warm(home, 'prod');
    home.standIn.fault({ kind: 'hang' });
    const started = performance.now();
    const ended = await home.run(call('dev'));
    expect(performance.now() - started).toBeLessThan(50_000);
    expect({ status: ended.status, error: errorOf(ended) }).toEqual({
      status: 6,
      error: 'AWS did not answer in time',
    });
  });

  test(
    'a proxy that never answers is given up before 50 s',
    { timeout: 90_000 },
    async ({ home }) => {
      await warm(home, 'prod');
      const deaf = createServer(() => undefined).listen(0, '127.0.0.1');
      await once(deaf, 'listening');
      const { port } = deaf.address() as AddressInfo;
      const env = {
        HTTPS_PROXY: `http://127.0.0.1:${port}`,
        AWS_ENDPOINT_URL: 'https://sts.example.test',
      };
      const started = performance.now();
      expect((await runWithCode(home, 'dev', { env })).status).toBe(6);
      expect(performance.now() - started).toBeLessThan(50_000);
      deaf.close();
    },
  );

  test(
    'a waiter gives up after 50 s and names whom it waited for',
    { timeout: 90_000 },
    async ({ home }) => {
      const asker = home.terminal(call('prod'));
      await asker.waitFor(question);
      const started = performance.now();
      const ended = await home.run(call('prod'));
      const seconds = (performance.now() - started) / 1000;
      expect(seconds).toBeGreaterThan(49);
      expect(seconds).toBeLessThan(55);
      expect(ended.status).toBe(5);
      expect(errorOf(ended)).toMatch(
        new RegExp(
          `^gave up after waiting 50 s for .*process ${asker.pid}\\b.*for profile "prod" for \\d+ s$`,
        ),
      );
      expect(ended.stderr).toMatch(/hint: answer its prompt on "\/dev\/pts\/\d+", then try again/);
      await answer(home, asker);
      expect(await roleOf(home, await asker.ended)).toBe(`${accounts.prod}:admin`);
    },
  );
});
