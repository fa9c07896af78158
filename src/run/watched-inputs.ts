import { locateConfigFiles, type ConfigFiles } from '../config/files/locations.ts';
import type { Environment } from '../ground/environment.ts';
import type { Host } from '../host/host.ts';
import type { Machine } from '../plan/model/request.ts';
import { createMachine } from './machine.ts';

/** What plans are resolved from, and what of it has been looked at. */
export interface WatchedInputs {
  /** @throws Failure where there is no home to find them in. */
  readonly configFiles: () => ConfigFiles;
  readonly env: Environment;
  readonly machine: Machine;
  /**
   * The variables looked at so far; undefined if something else was looked at whose change a later run could not
   * notice.
   */
  readonly seen: () => Readonly<Record<string, string | null>> | undefined;
}

export function watchInputs(host: Host): WatchedInputs {
  const variables: Record<string, string | null> = {};
  let isTraceable = true;
  const untraceable = <T extends readonly unknown[], R>(ask: (...args: T) => R) => {
    return (...args: T) => {
      isTraceable = false;
      return ask(...args);
    };
  };
  const env = new Proxy(host.env, {
    get: (target, name: string) => {
      variables[name] = target[name] ?? null;
      return target[name];
    },
    has: untraceable(Reflect.has),
    ownKeys: untraceable(Reflect.ownKeys),
    getOwnPropertyDescriptor: untraceable(Reflect.getOwnPropertyDescriptor),
  });
  const { userName, workingDirectory, fileText, exists } = createMachine(host);
  return {
    configFiles: () => locateConfigFiles(env, host.home, host.platform),
    env,
    machine: {
      userName: untraceable(userName),
      workingDirectory: untraceable(workingDirectory),
      fileText: untraceable(fileText),
      exists: untraceable(exists),
    },
    seen: () => (isTraceable ? { ...variables } : undefined),
  };
}
