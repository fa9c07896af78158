/** Drops the warnings of Node, which are for developers: a run that succeeds must print nothing on stderr. */
export function silenceWarnings(): void {
  process.removeAllListeners('warning');
  process.on('warning', () => undefined);
}

/**
 * Leaves this process's streams to our own words, which go to the descriptors. What packages say there is for their
 * developers, and with `DEBUG=*` or `NODE_DEBUG` set it would hold whatever is on the wire. To be called before any
 * package is loaded; a cache hit loads none, and needs no streams.
 */
export function keepPackagesQuiet(): void {
  for (const name of ['stdout', 'stderr'] as const) {
    let silent: NodeJS.WritableStream | undefined;
    Object.defineProperty(process, name, { get: () => (silent ??= createSilentStream()) });
  }
}

/** Without this, SIGUSR1 makes Node listen on a port for a debugger, which could read every secret. */
export function refuseDebugger(): void {
  if (process.platform !== 'win32') process.on('SIGUSR1', () => undefined);
}

function createSilentStream(): NodeJS.WritableStream {
  const { Writable } = process.getBuiltinModule('node:stream');
  return new Writable({ write: (_chunk, _encoding, done) => done() });
}
