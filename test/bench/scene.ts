import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { adminOf } from '../support/five-accounts.ts';
import type { Aws } from './peers/aws.ts';
import { nodeOf } from './peers/nodes.ts';
import type { Found, Peer, Place } from './peers/peer.ts';
import { awsmfa, peers } from './peers/peers.ts';

/** Who takes part, and where. */
export interface Scene {
  readonly folder: string;
  readonly aws: Aws;
  /** The oldest first. */
  readonly nodes: readonly { readonly name: string; readonly file: string }[];
  readonly place: Place;
  /** The builds of awsmfa first. */
  readonly present: readonly Present[];
  /** What was not measured, and why. */
  readonly missing: ReadonlySet<string>;
  /** Puts something on that list. */
  readonly leaveOut: (what: string, why: string) => void;
}

/** A tool that is here. */
export interface Present {
  /** With its version. */
  readonly title: string;
  readonly peer: Peer;
  readonly found: Found;
}

/** The folder of the project, seen from the file that this is bundled into. */
export const project = resolve(import.meta.dirname, '..');
const standalone = join(project, `dist-standalone/awsmfa-${process.platform}-${process.arch}`);
const script = join(project, 'bin/awsmfa.cjs');

export function createScene(folder: string, aws: Aws): Scene {
  const nodes = [20, 22, 24, 26].map(nodeOf);
  const place = {
    endpoint: aws.standIn.endpoint,
    session: aws.standIn.issueRoleSession(adminOf('prod'), 'bench', 43_200),
    awsmfaOn: {
      node: binOf(folder, 'node-bin', { awsmfa: script, node: nodes[0]?.file ?? '' }),
      'single file': binOf(folder, 'single-bin', { awsmfa: standalone }),
    },
  };
  const missing = new Set<string>();
  const leaveOut = (what: string, why: string) => void missing.add(`${what}: ${why}`);
  const others = peers().flatMap((peer) => {
    const found = peer.find();
    if (found !== undefined) return [{ title: titleOf(peer, found), peer, found }];
    const { name, major = '', earlier } = peer;
    const why = earlier === undefined ? '' : `; ${earlier}`;
    leaveOut(`${name} ${major}`.trimEnd(), `not on the PATH${why}`);
    return [];
  });
  const present = [...builds(nodes), ...others];
  return { folder, aws, nodes, place, present, missing, leaveOut };
}

/** Of this program: on each line of Node, and by itself. */
function builds(nodes: Scene['nodes']): readonly Present[] {
  const onNode = nodes.map(({ name, file }) => ({
    title: `awsmfa on ${name}`,
    start: [file, script],
  }));
  const alone = existsSync(standalone)
    ? [{ title: 'awsmfa, single file', start: [standalone] }]
    : [];
  return [...onNode, ...alone].map(({ title, start }) => {
    const found = { version: '', file: start[0] ?? '', start };
    return { title, found, peer: awsmfa(found) };
  });
}

function titleOf({ name, way }: Peer, { version }: Found): string {
  const called = `${name} ${version}`;
  return way === undefined ? called : `${called}, ${way}`;
}

function binOf(folder: string, name: string, programs: Readonly<Record<string, string>>): string {
  const bin = join(folder, name);
  mkdirSync(bin);
  for (const [program, file] of Object.entries(programs)) symlinkSync(file, join(bin, program));
  return bin;
}
