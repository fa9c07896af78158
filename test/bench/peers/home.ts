import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Profile } from '../world.ts';
import type { Found, Peer, Place, Variables } from './peer.ts';

/** A home in which a tool is set up, and all there is in the environment there. */
export interface PeerHome {
  readonly folder: string;
  readonly env: Variables;
  /** The command that gives the credentials of a profile. */
  command(profile: string): readonly string[];
  /** As on the first day: the tool knows of no session. */
  reset(): void;
}

interface Tool {
  readonly peer: Peer;
  readonly found: Found;
  readonly place: Place;
  /** Has variables that lead a tool to the stand-in, and nowhere else. */
  readonly aws: { readonly env: Variables };
}

export function createHome(
  folder: string,
  { peer, found, place, aws }: Tool,
  profiles: readonly Profile[],
): PeerHome {
  const way = peer.hasEndpointInFiles === true ? {} : aws.env;
  const env = { HOME: folder, PATH: '/usr/bin:/bin', ...way, ...peer.env?.(place) };
  const reset = () => {
    for (const name of peer.memory) rmSync(join(folder, name), { recursive: true, force: true });
    for (const [name, text] of Object.entries(peer.files(profiles, place)))
      writePrivate(join(folder, name), text);
    const { setUp } = peer;
    if (setUp !== undefined)
      execFileSync(found.file, setUp.args, { env: { ...env, ...setUp.env }, stdio: 'pipe' });
  };
  reset();
  return {
    folder,
    env,
    command: (profile) => [...found.start, ...peer.args(profile)],
    reset,
  };
}

function writePrivate(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(file, text, { mode: 0o600 });
}
