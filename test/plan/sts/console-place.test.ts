import { expect, test } from 'vitest';
import { consolePage, consolePlace } from '../../../src/plan/sts/console-place.ts';
import { failureOf } from '../../support/config-texts.ts';

test.each([
  ['aws', 'https://signin.aws.amazon.com', 'https://console.aws.amazon.com/console/home'],
  ['aws-cn', 'https://signin.amazonaws.cn', 'https://console.amazonaws.cn/console/home'],
  [
    'aws-us-gov',
    'https://signin.amazonaws-us-gov.com',
    'https://console.amazonaws-us-gov.com/console/home',
  ],
])('%s has a console of its own', (partition, signIn, page) => {
  const place = consolePlace(partition);
  expect(place.signIn).toBe(signIn);
  expect(consolePage(undefined, place, undefined)).toBe(page);
});

test('the console of another partition is not known', () => {
  const { message, hints } = failureOf(() => consolePlace('aws-iso'));
  expect(message).toContain('partition "aws-iso"');
  expect(hints).toEqual(['those of "aws", "aws-cn", "aws-us-gov" can be signed in to']);
});

const awsPage = (wanted: string | undefined, region?: string) =>
  consolePage(wanted, consolePlace('aws'), region);

test.each([
  [undefined, 'https://console.aws.amazon.com/console/home?region=eu-west-1'],
  ['s3', 'https://console.aws.amazon.com/s3/home?region=eu-west-1'],
  ['kms', 'https://console.aws.amazon.com/kms/home?region=eu-west-1'],
  [
    'https://console.aws.amazon.com/iam?x=1#/roles',
    'https://console.aws.amazon.com/iam?x=1#/roles',
  ],
  ['https://eu-west-1.console.aws.amazon.com/ec2', 'https://eu-west-1.console.aws.amazon.com/ec2'],
])('a destination of %s is %s', (wanted, page) => {
  expect(awsPage(wanted, 'eu-west-1')).toBe(page);
});

test.each([
  'https://example.com/',
  'http://console.aws.amazon.com/',
  'https://console.aws.amazon.com.example.com/',
  'https://evilconsole.aws.amazon.com/',
  'https://console.aws.amazon.com@example.com/',
  'https://me@console.aws.amazon.com/',
  'https://console.aws.amazon.com:8443/',
  'javascript:alert(1)',
  '//example.com',
  's3/../..',
  '',
  'S3',
])('a destination of "%s" is refused', (wanted) => {
  const { kind, message, hints } = failureOf(() => awsPage(wanted));
  expect(kind).toBe('usage');
  expect(message).toBe(
    `\`--destination\` accepts a service or a page of the console, not "${wanted}"`,
  );
  expect(hints).toEqual([
    'write a service such as `s3`, or a URL that begins with `https://console.aws.amazon.com/`',
  ]);
});
