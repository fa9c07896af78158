import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { diagnose } from '../../src/doctor/diagnose.ts';
import { projectRoot } from '../support/bundle.ts';
import { examineHome } from './healthy-home.ts';

/** Every name of a variable of awsmfa's that the program mentions in its code. */
const named = readdirSync(join(projectRoot, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.startsWith('doctor'))
  .flatMap((file) => [
    ...readFileSync(join(projectRoot, 'src', file), 'utf8').matchAll(/['"](AWSMFA_[A-Z_]+)['"]/g),
  ])
  .map(([, name = '']) => name);

test('every variable that the program reads is known', async () => {
  expect(named.length).toBeGreaterThan(5);
  // The code of an error, which is no variable.
  const variables = [...new Set(named)].filter((name) => name !== 'AWSMFA_RESPONSE_TOO_LONG');
  const env = Object.fromEntries(variables.map((name) => [name, 'x']));
  const { surroundings } = await examineHome({ env });
  const ids = diagnose(surroundings).map(({ id }) => id);
  expect(ids).not.toContain('unknown-variable');
  expect(ids).toContain('code-in-environment');
});
