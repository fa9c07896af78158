import { run } from './cli/run.ts';
import { createProcessHost } from './host/process-host.ts';
import { dieOfSignals, endProcess } from './host/process/end-process.ts';
import { keepPackagesQuiet, refuseDebugger } from './host/keep-packages-quiet.ts';

keepPackagesQuiet();
refuseDebugger();
dieOfSignals();

void run(process.argv.slice(2), createProcessHost()).then(endProcess);
