/**
 * Leaves this process's streams to our own words, which go to the descriptors: what Node and packages say there is for
 * their developers. On a user's stderr it would break "silent on success", and with `DEBUG=*` or `NODE_DEBUG` set it
 * would hold whatever is on the wire. Costs a cache hit nothing: the streams are made when somebody asks for them.
 */
export function keepPackagesQuiet(): void {
  process.removeAllListeners('warning');
  process.on('warning', () => undefined);
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
