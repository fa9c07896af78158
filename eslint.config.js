import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

export default defineConfig(
  {
    ignores: [
      'dist/',
      'dist-demo/',
      'dist-manual/',
      'dist-standalone/',
      'node_modules/',
      '.stryker-tmp/',
    ],
  },
  {
    // Prettier breaks lines of code; comments it leaves as they are.
    files: ['**/*.{ts,js,cjs}'],
    rules: { 'max-len': ['error', { code: Infinity, comments: 120, ignoreUrls: true }] },
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { varsIgnorePattern: '^_', argsIgnorePattern: '^_' },
      ],
      '@typescript-eslint/only-throw-error': 'error',
      // An empty variable or setting counts as unset, which is what `||` says of a string.
      '@typescript-eslint/prefer-nullish-coalescing': [
        'error',
        { ignorePrimitives: { string: true } },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      'no-console': 'error',
      eqeqeq: 'error',
    },
  },
  {
    files: ['src/**/*.ts'],
    rules: {
      'max-lines': ['error', { max: 200 }],
      'max-lines-per-function': ['error', { max: 45, skipComments: true, skipBlankLines: true }],
      'no-restricted-globals': [
        'error',
        {
          name: 'process',
          message: 'Only main touches the process; take what you need from Host.',
        },
      ],
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      'max-lines': ['error', { max: 250 }],
      'no-restricted-imports': [
        'error',
        { paths: [{ name: 'vitest', importNames: ['it'], message: 'One word for a test: test.' }] },
      ],
    },
  },
  {
    files: ['src/main.ts', 'src/standalone.ts', 'src/host/**/*.ts'],
    rules: { 'no-restricted-globals': 'off' },
  },
);
