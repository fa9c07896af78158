import { expect, test } from 'vitest';
import { plain, styleFor } from '../../src/render/screen/style.ts';
import {
  renderCaller,
  renderDevice,
  renderMisread,
  renderProof,
  renderProposal,
} from '../../src/render/setup.ts';
import type { Wiring } from '../../src/setup/decision.ts';

const wirings = [
  { profile: 'prod', why: 'has a chain of its own', roleArn: 'arn:r', mfaSerial: 'arn:m' },
  { profile: 'a\u001b', roleArn: 'arn:\u001b' },
  { profile: 'staging' },
] as unknown as readonly Wiring[];
const proposal = {
  wirings,
  wired: ['done', 'b\u001b'],
  left: [{ profile: 'c\u001b', why: 'has no key' }],
};

test('a proposal says of each profile what becomes of it, in columns', () => {
  expect(renderProposal(proposal, plain)).toBe(
    String.raw`
To be wired
  prod     arn:r; has a chain of its own; gets your MFA device
  a\x1b    arn:\x1b
  staging

Wired already
  done
  b\x1b

Left as they are
  c\x1b  has no key
`,
  );
});

test('a proposal leaves out what there is none of', () => {
  expect(renderProposal({ wirings: [], wired: [], left: [] }, plain)).toBe('');
  expect(renderProposal({ ...proposal, wirings: [], wired: [] }, plain)).toMatch(/^\nLeft as they/);
});

test('a proposal on a terminal has a colour for each part', () => {
  const style = styleFor('terminal', {});
  const text = renderProposal({ ...proposal, wirings: wirings.slice(2) }, style);
  expect(text).toContain(`  ${style.good('staging')}\n`);
  expect(text).toContain(`  ${style.strong('done')}\n`);
  expect(text).toContain(`  ${style.faint(String.raw`c\x1b  has no key`)}\n`);
});

test('who signs, and with which device, is said in a line each', () => {
  expect(renderCaller({ arn: 'arn:\u001b', accountId: '1' } as never, 'prod')).toBe(
    'You are arn:\\x1b (access key of profile "prod")\n',
  );
  expect(renderDevice('arn:\u001b')).toBe('Your MFA device is arn:\\x1b\n');
});

test('the proof of a profile is whose credentials it gives, or why it gives none', () => {
  expect(renderProof({ profile: 'prod', arn: 'arn:r' }, 6, plain)).toBe('  works  prod    arn:r\n');
  expect(renderProof({ profile: 'p\u001b', why: 'no\u001b' }, 0, plain)).toBe(
    '  fails  p\\x1b  no\\x1b\n',
  );
  expect(renderProof({ profile: 'prod' }, 4, plain)).toBe('  fails  prod  \n');
  const style = styleFor('terminal', {});
  expect(renderProof({ profile: 'p', arn: 'a' }, 1, style)).toContain(style.good('works'));
  expect(renderProof({ profile: 'p' }, 1, style)).toContain(style.bad('fails'));
});

test('what other tools read differently is said line by line, and how to fix it', () => {
  const warning = {
    kind: 'duplicate-section',
    file: '/aws/config',
    line: 2,
    text: 'tab\u001b',
  } as const;
  const warnings = [warning, { ...warning, line: 7 }];
  expect(renderMisread(warnings)).toBe(`
The AWS CLI and boto3 read the files differently:
  /aws/config:2: tab\\x1b
  /aws/config:7: tab\\x1b
Fix that first; \`awsmfa doctor\` says how.
`);
  expect(renderMisread([])).toBe('');
});
