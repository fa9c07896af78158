import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { testIn } from '../support/awsmfa.ts';
import { projectRoot } from '../support/bundle.ts';
import { fiveAccounts, wiredAccounts } from '../support/five-accounts.ts';
import { installed } from '../support/installed.ts';
import { columns, recordSession } from './session.ts';
import { renderSvg } from './svg.ts';

const file = join(projectRoot, 'docs/session.svg');
const title = 'One MFA code, two accounts';
const [aws] = installed('aws');
const note = aws === undefined ? ' (skipped: aws is not installed here)' : '';

const test = testIn(fiveAccounts, wiredAccounts);

/** `npm run picture` writes it. */
test.skipIf(aws === undefined)(
  `the picture of a session is what a terminal shows${note}`,
  async ({ home }) => {
    const picture = renderSvg(await recordSession(home, aws ?? ''), columns, title);
    if (process.env['AWSMFA_PICTURE'] === 'write') writeFileSync(file, picture);
    expect(readFileSync(file, 'utf8')).toBe(picture);
  },
);
