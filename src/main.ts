import { run } from './cli/run.ts';
import { createProcessHost } from './host/process-host.ts';

// What Node and the AWS SDK warn about is for developers; on a user's stderr it would break "silent on success".
process.removeAllListeners('warning');
process.on('warning', () => undefined);

void run(process.argv.slice(2), createProcessHost()).then((status) => process.exit(status));
