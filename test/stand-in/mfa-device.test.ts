import { beforeEach, expect, test } from 'vitest';
import { VirtualMfaDevice } from './mfa-device.ts';

const start = Date.UTC(2025, 0, 31, 12, 0, 10);
let now: Date;
let device: VirtualMfaDevice;

beforeEach(() => {
  now = new Date(start);
  const of = { serial: 'arn:aws:iam::111111111111:mfa/a', secret: 'GEZDGNBVGY3TQOJQ' };
  device = new VirtualMfaDevice(of, () => now);
});

function later(seconds: number): Date {
  return new Date(start + seconds * 1000);
}

test('a code is good from one step before it is shown until one step after', () => {
  for (const seconds of [-30, 0, 30]) expect(device.spend(device.code(later(seconds)))).toBe(true);
});

test('a code is refused two steps away', () => {
  expect(device.spend(device.code(later(-60)))).toBe(false);
  expect(device.spend(device.code(later(60)))).toBe(false);
});

test('a code that was refused because it came too early stays refused', () => {
  const code = device.code(later(60));
  expect(device.spend(code)).toBe(false);
  now = later(60);
  expect(device.spend(code)).toBe(false);
});

test('a code works once', () => {
  const code = device.code(now);
  expect(device.spend(code)).toBe(true);
  expect(device.spend(code)).toBe(false);
});

test('a code that one device has spent is still good for another with the same seed', () => {
  const twin = new VirtualMfaDevice({ serial: 'GAHT12345678', secret: device.secret }, () => now);
  const code = device.code(now);
  expect(device.spend(code)).toBe(true);
  expect(twin.spend(code)).toBe(true);
});

test('next() gives a fresh, accepted code every time, without waiting', () => {
  const codes = Array.from({ length: 50 }, () => {
    const code = device.next();
    expect(device.spend(code)).toBe(true);
    return code;
  });
  expect(new Set(codes).size).toBe(50);
});

test('the code of next() is still good half a minute later', () => {
  const code = device.next();
  now = later(30);
  expect(device.spend(code)).toBe(true);
});

test('next() never gives a code that was sent already', () => {
  device.spend(device.code(later(30)));
  expect(device.next()).toBe(device.code(later(60)));
});

test('after next() the display of a real authenticator is still accepted', () => {
  device.spend(device.next());
  expect(device.spend(device.code(now))).toBe(true);
});

test('wrongCode() is six digits that are refused, now and after fresh codes', () => {
  const code = device.wrongCode();
  expect(code).toMatch(/^\d{6}$/);
  device.next();
  expect(device.spend(code)).toBe(false);
  expect(device.wrongCode()).not.toBe(code);
});
