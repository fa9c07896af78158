import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { GetSessionToken } from '../../src/plan/model/plan.ts';
import { rememberingCodes } from '../../src/mfa/memory/code-memory.ts';
import { createSpentCodes } from '../../src/mfa/memory/spent-codes.ts';
import { NeverSent, RejectedCode } from '../../src/session/rejections.ts';
import { Secret } from '../../src/ground/secret.ts';

const now = () => new Date(1_800_000_003_000);
const uid = process.getuid?.();
const mfaSerial = 'GAHT12345678';
const signer = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: new Secret('secret') };
const step: GetSessionToken = {
  kind: 'GetSessionToken',
  mfaSerial,
  durationSeconds: 43_200,
  profile: 'prod',
  origins: {},
  key: 'a1' as GetSessionToken['key'],
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'awsmfa-memory-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function isSpent(): boolean {
  return createSpentCodes(join(folder, 'spent'), uid).secondsUntilFresh(mfaSerial, now()) === 27;
}

/** Makes a call that ends like this. */
async function callThatFails(error: Error, code: string | undefined): Promise<unknown> {
  const spentMeanwhile: boolean[] = [];
  const call = () => {
    spentMeanwhile.push(isSpent());
    return Promise.reject(error);
  };
  const sts = rememberingCodes({ call }, { now, uid }, folder);
  await expect(sts.call(step, signer, code)).rejects.toBe(error);
  return spentMeanwhile[0];
}

test('a code is spent as soon as it is sent, and stays so when AWS rejects it', async () => {
  expect(await callThatFails(new RejectedCode('refused', 'rejected'), '123456')).toBe(true);
  expect(isSpent()).toBe(true);
});

test('a code that never left this machine is still good', async () => {
  await callThatFails(new NeverSent('network', 'AWS cannot be reached'), '123456');
  expect(isSpent()).toBe(false);
});

test('a call without a code spends none', async () => {
  expect(await callThatFails(new Error('any'), undefined)).toBe(false);
  expect(isSpent()).toBe(false);
});
