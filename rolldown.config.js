import { resolve } from 'node:path';
import { defineConfig } from 'rolldown';

// CommonJS, because Node starts it faster than ES modules, and `ini` inside the first file, so that a cache hit
// opens one file of ours and no package (docs/decisions/0002-one-file-for-the-warm-path.md).
const program = {
  input: { main: 'src/main.ts' },
  platform: 'node',
  logLevel: 'warn',
  external: [
    /^@aws-sdk\//,
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
    // What `main` imports outright goes into one file, and nothing else does.
    codeSplitting: {
      groups: [{ debugName: 'warm', name: (id, graph) => (isWarm(id, graph) ? 'warm' : null) }],
    },
  },
};

/** Whether a module is on the way of every run, the shortest one included: imported by `main`, or by what it imports. */
function isWarm(id, graph) {
  const seen = new Set();
  const isReached = (from) => {
    if (from === id) return true;
    if (seen.has(from)) return false;
    seen.add(from);
    return graph.getModuleInfo(from)?.importedIds.some(isReached) ?? false;
  };
  return isReached(resolve('src/main.ts'));
}

// What `npm run demo` runs; not part of the package.
const demo = {
  input: { demo: 'test/demo/demo.ts', whoami: 'test/demo/whoami.ts' },
  platform: 'node',
  logLevel: 'warn',
  external: [/^@aws-sdk\//],
  output: { dir: 'dist-demo', format: 'cjs', entryFileNames: '[name].cjs' },
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
