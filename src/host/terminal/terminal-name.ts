import { readProcess } from '../process/process-info.ts';

/** The controlling terminal's name, `/dev/pts/3`; undefined where there is none or its name cannot be known. */
export async function findTerminalName(): Promise<string | undefined> {
  return (await readProcess(process.pid))?.terminal;
}
