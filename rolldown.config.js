import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { defineConfig } from 'rolldown';

// CommonJS, because Node starts it faster than ES modules, and `ini` inside the first file, so that a cache hit
// opens one file of ours and no package (docs/decisions/0002-one-file-for-the-warm-path.md).
const program = {
  input: { main: 'src/main.ts', 'keychain-program': 'src/keychain/keychain-program.ts' },
  platform: 'node',
  logLevel: 'warn',
  external: [
    /^@aws-sdk\/(?:client-iam|credential-provider-(?:http|login|sso))$/,
    /^@napi-rs\//,
    /^@smithy\/credential-provider-imds$/,
    /^commander$/,
    /^cross-spawn$/,
    /^prompts$/,
    /^https?-proxy-agent$/,
  ],
  // The ES modules of the SDK, of which only what STS takes comes along.
  resolve: { mainFields: ['module', 'main'] },
  plugins: [withoutDefaults(), licences()],
  output: {
    dir: 'dist',
    format: 'cjs',
    cleanDir: true,
    entryFileNames: '[name].cjs',
    chunkFileNames: '[name]-[hash].cjs',
    // One file for a hit by the plan of an earlier run, one more for resolving a plan, three for a first run, of which
    // others need only one or two, and the rest as it is needed.
    codeSplitting: {
      groups: [
        groupOf('recalling', 'src/main.ts'),
        groupOf('resolving', 'src/commands/credentials/credential-process.ts'),
        groupOf('locking', 'src/run/lock/open-lock.ts'),
        groupOf(
          'connecting',
          'src/aws/connection/agents.ts',
          'src/aws/client/client-config.ts',
          'src/aws/client/response-limit.ts',
        ),
        groupOf(
          'calling-sts',
          'src/aws/sts/sts.ts',
          'src/host/terminal/progress.ts',
          'src/mfa/memory/spent-codes.ts',
        ),
      ],
    },
  },
};

/** A file for some modules and what they import outright, as far as no group before has it. */
function groupOf(name, ...entries) {
  const starts = entries.map((entry) => resolve(entry));
  const isReached = (id, graph) => {
    const seen = new Set();
    const leadsBack = (from) => {
      if (starts.includes(from)) return true;
      if (seen.has(from)) return false;
      seen.add(from);
      return graph.getModuleInfo(from)?.importers.some(leadsBack) ?? false;
    };
    return leadsBack(id);
  };
  return {
    debugName: name,
    name: (id, graph) => (isReached(id, graph) ? name : null),
  };
}

/**
 * What the SDK's client of STS looks for by itself where it is not told (credentials, a region, a way to connect) comes
 * with a third of its code. It is told, by src/aws/client/client-config.ts: docs/decisions/0016-sts-in-the-bundle.md
 */
function withoutDefaults() {
  const replaced = /[\\/]client-sts[\\/]dist-es[\\/]runtimeConfig\.js$/;
  return {
    name: 'without-defaults',
    load: (id) => (replaced.test(id) ? runtimeConfig : null),
  };
}

/** As the SDK's own of this name, less the defaults. */
const runtimeConfig = `
import packageInfo from '../package.json';
import { createDefaultUserAgentProvider } from '@aws-sdk/core/client';
import { calculateBodyLength } from '@smithy/core/serde';
import { getRuntimeConfig as getSharedRuntimeConfig } from './runtimeConfig.shared';

export function getRuntimeConfig(config) {
  const shared = getSharedRuntimeConfig(config);
  const { version: clientVersion } = packageInfo;
  return {
    ...shared,
    ...config,
    runtime: 'node',
    bodyLengthChecker: calculateBodyLength,
    defaultUserAgentProvider: createDefaultUserAgentProvider({ serviceId: shared.serviceId, clientVersion }),
  };
}
`;

/** Leaves the packages that are inside, with their licences, which ask for that, in `dist/licences.txt`. */
function licences() {
  return {
    name: 'licences',
    generateBundle(_options, files) {
      const modules = Object.values(files).flatMap(({ moduleIds = [] }) => moduleIds);
      const folders = modules.map((id) => /^.*node_modules.(?:@.+?[\\/])?[^\\/]+/.exec(id)?.[0]);
      const inside = [...new Set(folders)].filter((folder) => folder !== undefined).toSorted();
      const texts = new Map(inside.map((folder) => [folder, licenceOf(folder)]));
      const parts = [...new Set(texts.values())].map((text) => {
        const names = inside.filter((folder) => texts.get(folder) === text).map(nameOf);
        return `${names.join('\n')}\n\n${text}\n`;
      });
      const source = parts.join(`\n${'-'.repeat(80)}\n\n`);
      this.emitFile({ type: 'asset', fileName: 'licences.txt', source });
    },
  };
}

function licenceOf(folder) {
  const file = readdirSync(folder).find((name) => /^licen[cs]e/i.test(name));
  if (file === undefined) throw new Error(`${folder} has no licence`);
  return readFileSync(join(folder, file), 'utf8').trim();
}

function nameOf(folder) {
  const { name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return `${name} ${version}`;
}

// What `npm run demo` and `npm run bench` run; not part of the package.
const demo = {
  input: {
    demo: 'test/demo/demo.ts',
    whoami: 'test/demo/whoami.ts',
    bench: 'test/bench/bench.ts',
  },
  platform: 'node',
  logLevel: 'warn',
  external: [/^@aws-sdk\//, /^@lydell\//],
  output: {
    dir: 'dist-demo',
    format: 'cjs',
    cleanDir: true,
    entryFileNames: '[name].cjs',
    chunkFileNames: '[name].cjs',
  },
};

// What writes the manual page, from the tables of the command line; not part of the package.
const manual = {
  input: { manual: 'src/cli/manual.ts' },
  platform: 'node',
  logLevel: 'warn',
  external: [/^commander$/],
  output: {
    dir: 'dist-manual',
    format: 'cjs',
    cleanDir: true,
    entryFileNames: '[name].cjs',
    chunkFileNames: '[name]-[hash].cjs',
  },
};

// The client of STS as the program has it, for `npm run bench`.
const twoCalls = {
  ...program,
  input: { 'two-calls': 'test/bench/timed/two-calls.ts' },
  plugins: [withoutDefaults()],
  output: {
    dir: 'dist-demo',
    format: 'cjs',
    entryFileNames: '[name].cjs',
    chunkFileNames: 'two-calls-[name].cjs',
  },
};

export default defineConfig([program, demo, manual, twoCalls]);
