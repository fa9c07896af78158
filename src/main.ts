import { runCommandLine } from './cli/run-command-line.ts';
import { createProcessHost } from './host/process-host.ts';
import { dieOfSignals, endProcess } from './host/process/end-process.ts';
import { refuseDebugger, silenceWarnings } from './host/keep-packages-quiet.ts';

silenceWarnings();
refuseDebugger();
dieOfSignals();

void runCommandLine(process.argv.slice(2), createProcessHost()).then(endProcess);
