import fc from 'fast-check';

/** Few by default, because every run starts a shell; AWSMFA_FUZZ_RUNS asks for more. */
export const fuzzRuns = Number(process.env['AWSMFA_FUZZ_RUNS'] ?? 5);

const special = Array.from(' \'"`\\$(){};&|<>!#%^*?~=\n\r\tax‘’đ\u001b');

/** Any text, and text made of what shells care about; without NUL, which no environment variable holds. */
export const anyValue = fc
  .oneof(
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.string({
      unit: fc.constantFrom(...special),
      maxLength: 30,
    }),
  )
  .map((text) => text.replaceAll('\0', ''));
