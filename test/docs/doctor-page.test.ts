import { join } from 'node:path';
import { format } from 'prettier';
import { expect, test } from 'vitest';
import { topics } from '../../src/doctor/kinds.ts';
import type { FindingKind } from '../../src/doctor/model/finding.ts';
import { projectRoot } from '../support/bundle.ts';

const introduction = `# What \`awsmfa doctor\` finds

Made from the table that doctor works by; do not edit. After a change of the table, \`npx vitest run test/docs/doctor-page.test.ts -u\` writes it anew.

An **error** fails, goes to the wrong account, is open to others or no longer asks for MFA; a **warning** surprises. \`awsmfa doctor\` ends with status 0 where it finds nothing, and with 1 where it finds either. It looks at files, variables, programs and the cache, calls nobody, and changes nothing. \`awsmfa doctor --online\` asks AWS about each long-term key as well: whose it is, how old it is, and which MFA devices its user has, as far as policies allow; no code is asked for.
`;

/** The page as it should be. */
function page(): Promise<string> {
  const sections = topics.map(({ title, kinds }) =>
    [`## ${title}`, ...kinds.map(sectionOf)].join('\n\n'),
  );
  return format([introduction, ...sections].join('\n\n'), {
    parser: 'markdown',
    printWidth: 100,
    proseWrap: 'preserve',
  });
}

function sectionOf({ id, severity, title, why, mend }: FindingKind): string {
  const headline = title.replace(/^[a-z]/, (letter) => letter.toUpperCase());
  return `### ${id}\n\n**${headline}** (${severity}). ${why}\n\n${mend}`;
}

test('docs/doctor.md has every finding in the words of the table', async () => {
  await expect(await page()).toMatchFileSnapshot(join(projectRoot, 'docs/doctor.md'));
});
