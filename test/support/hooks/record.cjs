// Runs in every Node process that a test starts (`--require`): writes down its command line, and those of its children.
const { subscribe } = require('node:diagnostics_channel');
const { appendFileSync } = require('node:fs');

const { AWSMFA_TEST_RECORD: record } = process.env;
const write = (kind, argv) => appendFileSync(record, `${JSON.stringify({ kind, argv })}\n`);

if (record) {
  write('start', process.argv);
  // Told before the child is started, so before its arguments are known.
  subscribe('child_process', ({ process: child }) => {
    child.once('spawn', () => write('child', child.spawnargs));
  });
}
