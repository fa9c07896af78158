import { run } from './cli/run.ts';
import { createProcessHost } from './host/process-host.ts';
import { keepPackagesQuiet, refuseDebugger } from './host/process/keep-packages-quiet.ts';

keepPackagesQuiet();
refuseDebugger();

void run(process.argv.slice(2), createProcessHost()).then((status) => process.exit(status));
