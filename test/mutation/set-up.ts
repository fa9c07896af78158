import fc from 'fast-check';
import { beforeAll, inject } from 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    /** Of Stryker's: which mutant the tests run against; none in the first run. */
    readonly activeMutant: string | undefined;
  }
}

// The same inputs for every mutant: what survives today survived yesterday.
fc.configureGlobal({ seed: 42 });

// Programs that a test starts are of the same mutated sources, and read there which mutant is meant.
beforeAll(() => {
  const mutant = inject('activeMutant');
  if (mutant !== undefined) process.env['__STRYKER_ACTIVE_MUTANT__'] = mutant;
});
