// Fails where a test was skipped for a reason that does not hold on a Linux machine with root.
import { readFileSync } from 'node:fs';

/**
 * Shells that Debian does not have, rights that root cannot lack or a container may not give, data that is not part of
 * the project, and what `.ci/run` runs by itself.
 */
const allowed = [
  /\(skipped: (pwsh|cmd) is not installed here\)/,
  /\(root may write to any\)/,
  /\(needs the right to mount\)/,
  /\(needs strace, and the right to trace\)/,
  /\(takes a minute: AWSMFA_HARD=full\)/,
  /\(skipped: \.\.\/shared\/conformance is not there\)/,
];

const report = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const tests = report.testResults.flatMap(({ assertionResults }) => assertionResults);
const skipped = tests.filter(({ status }) => !['passed', 'failed'].includes(status));
const unexpected = skipped.filter(
  ({ fullName }) => !allowed.some((reason) => reason.test(fullName)),
);

for (const { fullName } of unexpected) console.error(`skipped: ${fullName}`);
console.log(`note: ${skipped.length} of ${tests.length} were, for want of a shell or a right`);
process.exitCode = unexpected.length === 0 ? 0 : 1;
