import { defineConfig } from 'rolldown';

// CommonJS, because Node starts it faster than ES modules, and `ini` inside the first file, so that a cache hit
// opens one file of ours and no package (docs/decisions/0002-one-file-for-the-warm-path.md).
const program = {
  input: { main: 'src/main.ts' },
  platform: 'node',
  external: [
    /^@aws-sdk\//,
    /^@smithy\//,
    /^commander$/,
    /^prompts$/,
    /^(https?-proxy-agent|proxy-from-env)$/,
  ],
  output: {
    dir: 'dist',
    format: 'cjs',
    cleanDir: true,
    entryFileNames: '[name].cjs',
    chunkFileNames: '[name]-[hash].cjs',
    // Whatever two files need goes into one, so that the warm path opens three files at most.
    codeSplitting: { groups: [{ name: 'shared', minShareCount: 2 }] },
  },
};

export default defineConfig([program]);
