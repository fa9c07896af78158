import { readlinkSync } from 'node:fs';
import { isOrphaned } from './parent-gone.ts';
import { readProc } from './process-info.ts';

/**
 * Whether a program between the shell and this one has ended since the first call, or had before: then the shell has
 * the terminal back, although a wrapper script, our own parent, may live on.
 */
export function isCutOff(): boolean {
  return isOrphaned() || (job ??= openJob()).some(hasLostParent);
}

let job: readonly Link[] | undefined;

/** A process of our job; `parentPid` is undefined where its parent had ended already. */
interface Link {
  readonly pid: number;
  readonly parentPid: number | undefined;
}

/**
 * This process and those above it that are in its process group. None where there is no `/proc`.
 *
 * A process is in its parent's session unless it leads one. If its parent is in another session, it has lost its own
 * parent and been given that one.
 */
function openJob(): readonly Link[] {
  const links: Link[] = [];
  let pid = ownPid();
  let child = readProc(pid);
  while (child !== undefined && pid !== child.session) {
    const parent = readProc(child.parentPid);
    if (parent === undefined) break;
    const isParentGone = parent.session !== child.session;
    links.push({ pid, parentPid: isParentGone ? undefined : child.parentPid });
    if (isParentGone || parent.processGroup !== child.processGroup) break;
    pid = child.parentPid;
    child = parent;
  }
  return links;
}

/** As `/proc` counts, which may be that of another container. */
function ownPid(): number {
  try {
    return Number(readlinkSync('/proc/self'));
  } catch {
    return Number.NaN;
  }
}

/** One that cannot be read has ended, and the one below it has lost its parent. */
function hasLostParent({ pid, parentPid }: Link): boolean {
  const now = readProc(pid);
  return now !== undefined && now.parentPid !== parentPid;
}
