import { resolve } from 'node:path';
import { defineConfig } from 'rolldown';

// CommonJS, because Node starts it faster than ES modules, and `ini` inside the first file, so that a cache hit
// opens one file of ours and no package (docs/decisions/0002-one-file-for-the-warm-path.md).
const program = {
  input: { main: 'src/main.ts', 'keychain-program': 'src/keychain/keychain-program.ts' },
  platform: 'node',
  logLevel: 'warn',
  external: [
    /^@aws-sdk\//,
    /^@napi-rs\//,
    /^@smithy\//,
    /^commander$/,
    /^cross-spawn$/,
    /^prompts$/,
    /^https?-proxy-agent$/,
  ],
  output: {
    dir: 'dist',
    format: 'cjs',
    cleanDir: true,
    entryFileNames: '[name].cjs',
    chunkFileNames: '[name]-[hash].cjs',
    // One file for a hit by the plan of an earlier run, one more for resolving a plan, and the rest as it is needed.
    codeSplitting: {
      groups: [
        groupOf('recalling', 'src/main.ts'),
        groupOf('resolving', 'src/commands/credentials/credential-process.ts'),
      ],
    },
  },
};

/** A file for a module and what it imports outright, as far as no group before has it. */
function groupOf(name, entry) {
  const start = resolve(entry);
  const isReached = (id, graph) => {
    const seen = new Set();
    const leadsBack = (from) => {
      if (from === start) return true;
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

// What `npm run demo` and `npm run bench` run; not part of the package.
const demo = {
  input: {
    demo: 'test/demo/demo.ts',
    whoami: 'test/demo/whoami.ts',
    bench: 'test/bench/bench.ts',
  },
  platform: 'node',
  logLevel: 'warn',
  external: [/^@aws-sdk\//],
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

export default defineConfig([program, demo, manual]);
