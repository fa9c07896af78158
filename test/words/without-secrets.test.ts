import { describe, expect, test } from 'vitest';
import { withoutSecrets } from '../../src/words/without-secrets.ts';

const secretAccessKey = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLE+EY';
const sessionToken = `IQoJb3JpZ2luX2VjE${'AbC123+/'.repeat(40)}==`;

/** How a secret may be written down: as it is, in JSON by PHP or Python, in a URL. */
const spellings: readonly (readonly [string, (secret: string) => string])[] = [
  ['as it is', (secret) => secret],
  [String.raw`with \/`, (secret) => secret.replaceAll('/', String.raw`\/`)],
  [String.raw`with \u002f`, (secret) => secret.replaceAll('/', String.raw`\u002f`)],
  ['with %2F', encodeURIComponent],
  ['with %2f', (secret) => encodeURIComponent(secret).replaceAll(/%../g, (c) => c.toLowerCase())],
];

describe('what looks like a secret is blotted out', () => {
  test.for(spellings)('%s', ([, spell]) => {
    const text = `key "${spell(secretAccessKey)}", token "${spell(sessionToken)}", done`;
    expect(withoutSecrets(text)).toBe('key "[secret]", token "[secret]", done');
  });

  test.for([
    'no such key: AKIAIOSFODNN7EXAMPLE',
    '/usr/local/share/company/scripts/credentials/helper: not found',
    'sha1 da39a3ee5e6b4b0d3255bfef95601890afd80709',
    'id ABCDEFGHIJ0123456789ABCDEFGHIJ0123456789',
    '/Applications/Utilities/Company/Helpers/Credentials',
    'https://sts.us-east-1.amazonaws.com/?Action=GetCallerIdentity',
  ])('and this is not: %s', (text) => {
    expect(withoutSecrets(text)).toBe(text);
  });
});

describe('a known secret is blotted out, whatever it looks like', () => {
  test.for(spellings)('%s', ([, spell]) => {
    const known = ['pass/word+1=', '123456'];
    const text = `proxy ${spell('pass/word+1=')}, code 123456`;
    expect(withoutSecrets(text, known)).toBe('proxy [secret], code [secret]');
  });

  test('also with a line break in it, spelled out', () => {
    const text = String.raw`pass\u000aword and pass%0aword`;
    expect(withoutSecrets(text, ['pass\nword'])).toBe('[secret] and [secret]');
  });

  test('also where one is the beginning of another', () => {
    expect(withoutSecrets('secret-and-more', ['secret', 'secret-and-more'])).toBe('[secret]');
  });

  test('but not an empty or tiny one, which would blot out everything', () => {
    expect(withoutSecrets('nothing to see', ['', 'e'])).toBe('nothing to see');
  });

  test('and no character of it is taken for a pattern', () => {
    expect(withoutSecrets('a.b*c(d[e and aXbbcd', ['a.b*c(d[e'])).toBe('[secret] and aXbbcd');
  });
});
