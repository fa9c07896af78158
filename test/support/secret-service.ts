import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { installed } from './installed.ts';

/** Why a test with a real keychain cannot run here; undefined where it can. */
export const noSecretService = ['dbus-daemon', 'dbus-send', 'gnome-keyring-daemon'].find(
  (program) => installed(program).length === 0,
);

export interface SecretService {
  /** What a program needs in its environment to find it. */
  readonly env: Readonly<Record<string, string>>;
  readonly pids: { readonly bus: number; readonly keyring: number };
  /** Resolves when both of its processes have ended. */
  readonly close: () => Promise<void>;
}

/**
 * A session bus of its own with a gnome-keyring on it, which keeps its keyring under `home`. Nobody sees the dialog of
 * a locked one, which counts as dismissed.
 */
export async function startSecretService(
  home: string,
  state: 'unlocked' | 'locked' = 'unlocked',
): Promise<SecretService> {
  const env = { HOME: home, PATH: process.env['PATH'] ?? '', LC_ALL: 'C.UTF-8' };
  const bus = start('dbus-daemon', ['--session', '--nofork', '--print-address=1'], env);
  const address = await firstLine(bus);
  const busEnv = { DBUS_SESSION_BUS_ADDRESS: address, XDG_RUNTIME_DIR: home };
  const unlock = state === 'unlocked' ? ['--unlock'] : [];
  const args = ['--foreground', '--components=secrets', ...unlock];
  const keyring = start('gnome-keyring-daemon', args, { ...env, ...busEnv });
  keyring.stdin?.end('password');
  while (!hasName({ ...env, ...busEnv })) await pause(10);
  return {
    env: busEnv,
    pids: { bus: bus.pid ?? 0, keyring: keyring.pid ?? 0 },
    async close() {
      await Promise.all([keyring, bus].map(end));
    },
  };
}

function start(command: string, args: readonly string[], env: NodeJS.ProcessEnv): ChildProcess {
  return spawn(command, [...args], { env, stdio: ['pipe', 'pipe', 'ignore'] });
}

/** Whether the keyring has taken its name on the bus. */
function hasName(env: NodeJS.ProcessEnv): boolean {
  const call = ['org.freedesktop.DBus.NameHasOwner', 'string:org.freedesktop.secrets'];
  const args = ['--session', '--print-reply', '--dest=org.freedesktop.DBus', '/', ...call];
  return execFileSync('dbus-send', args, { env, encoding: 'utf8' }).includes('boolean true');
}

async function firstLine({ stdout }: ChildProcess): Promise<string> {
  const [chunk] = (await once(stdout ?? process.stdin, 'data')) as [Buffer];
  return chunk.toString().split('\n')[0] ?? '';
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  // A stopped process ends of nothing else.
  child.kill('SIGKILL');
  await ended;
}
