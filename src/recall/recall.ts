import { join } from 'node:path';
import { readPrivateFile } from '../disk/private-file.ts';
import type { UserId } from '../disk/private-folder.ts';
import type { Environment } from '../ground/environment.ts';
import type { SessionKey } from '../plan/model/plan.ts';
import { stateOf, type FileState } from './file-state.ts';

/** What a cache hit needs to know of a plan. */
export interface RecalledPlan {
  /** Of its last session. */
  readonly key: SessionKey;
  /** The account that the configuration says the credentials are of, where the session does not say it. */
  readonly accountId?: string;
}

/** What a plan was resolved from. It is the same plan as long as all of this is the same. */
export interface PlanInputs {
  /** The program itself, then the files it read. */
  readonly files: readonly FileState[];
  /** The variables it looked at; null where one is not set. */
  readonly variables: Readonly<Record<string, string | null>>;
}

/** What a file of `plans` under AWSMFA_HOME holds. */
export interface Memory extends PlanInputs {
  readonly profile: string;
  readonly plan: RecalledPlan;
}

/** Who asks for a plan, besides the profile. */
export interface Asking {
  readonly env: Environment;
  readonly uid: UserId;
  readonly programFile: string;
}

/**
 * The plan of an earlier run for this profile, if nothing that it was resolved from has changed since. Resolving is
 * pure, so it would give the same plan again.
 *
 * @returns undefined where anything is different, missing or damaged: then the plan is resolved anew
 */
export function recallPlan(
  folder: string,
  profile: string,
  { env, uid, programFile }: Asking,
): RecalledPlan | undefined {
  try {
    const text = readPrivateFile(memoryFile(folder, profile), uid);
    if (text === undefined) return undefined;
    // Only we can have written it; one that a crash left half written is no JSON.
    const memory = JSON.parse(text) as Memory;
    const isOurs = memory.profile === profile && memory.files[0]?.path === programFile;
    return isOurs && isUnchanged(memory, env) ? memory.plan : undefined;
  } catch {
    return undefined;
  }
}

/** Where the plan of a profile is kept. Its name is spelled out in hexadecimal, since it may hold anything. */
export function memoryFile(folder: string, profile: string): string {
  return join(folder, `${Buffer.from(profile).toString('hex')}.json`);
}

function isUnchanged({ files, variables }: PlanInputs, env: Environment): boolean {
  const isSameVariable = ([name, value]: readonly [string, string | null]) =>
    (env[name] ?? null) === value;
  return (
    Object.entries(variables).every(isSameVariable) &&
    files.every(({ path, state }) => stateOf(path) === state)
  );
}
