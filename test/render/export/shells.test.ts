import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  exportFormats,
  renderExport,
  renderFailedExport,
  renderUnset,
  type ExportFormat,
} from '../../../src/render/export/export.ts';
import { csh } from '../../../src/render/export/shells/csh.ts';
import { fish } from '../../../src/render/export/shells/fish.ts';
import { nushell } from '../../../src/render/export/shells/nushell.ts';
import { posix, posixNoExport } from '../../../src/render/export/shells/posix.ts';
import { powershell } from '../../../src/render/export/shells/powershell.ts';
import type { Shell } from '../../../src/render/export/shells/shell.ts';
import { windowsCmd } from '../../../src/render/export/shells/windows-cmd.ts';
import { exportedNames } from '../../../src/render/values/variables.ts';
import { anyValue, fuzzRuns } from './fuzz.ts';
import {
  cShells,
  dash,
  exportingShells,
  fishShell,
  isInstalled,
  nushellShell,
  posixShells,
  powershellShell,
  runIn,
  windowsCmdShell,
  type RealShell,
} from './real-shells.ts';
import {
  accessKey,
  base,
  environmentFull,
  hostileValues,
  inputFull,
  ordinaryValues,
} from './samples.ts';

interface Pairing {
  readonly format: ExportFormat;
  readonly renderer: Shell;
  readonly real: RealShell;
}

const pairings: readonly Pairing[] = [
  ...posixShells.map((real) => ({ format: 'env', renderer: posix, real }) as const),
  ...exportingShells.map(
    (real) => ({ format: 'env-no-export', renderer: posixNoExport, real }) as const,
  ),
  ...cShells.map((real) => ({ format: 'csh', renderer: csh, real }) as const),
  { format: 'fish', renderer: fish, real: fishShell },
  { format: 'powershell', renderer: powershell, real: powershellShell },
  { format: 'nushell', renderer: nushell, real: nushellShell },
  { format: 'windows-cmd', renderer: windowsCmd, real: windowsCmdShell },
];

const stale = {
  AWS_SESSION_TOKEN: 'old',
  AWS_SECURITY_TOKEN: 'old',
  AWS_CREDENTIAL_EXPIRATION: 'old',
  AWS_PROFILE: 'old',
  AWS_DEFAULT_PROFILE: 'old',
  AWS_REGION: 'kept',
};

test('every format of a shell has a real shell to run it', () => {
  const ofShells = exportFormats.filter((format) => renderFailedExport(format) !== '');
  const paired = new Set(pairings.map(({ format }) => format));
  expect([...paired].toSorted()).toEqual(ofShells.toSorted());
});

for (const { format, renderer, real } of pairings) {
  const absent = !isInstalled(real.program);
  const note = absent ? ` (skipped: ${real.program} is not installed here)` : '';

  describe.skipIf(absent)(`--format ${format} in a real ${real.title}${note}`, () => {
    const carried = (values: readonly string[]) =>
      values.filter((value) => renderer.carries(value));

    test.each(carried([...hostileValues, ...ordinaryValues]))(
      'hands over %j byte for byte and runs nothing',
      (value) => {
        const { stdout } = renderExport(format, inputFull(value));
        const { environment, canary, stderr } = runIn(real, stdout, stale);
        expect(environment).toMatchObject(environmentFull(value));
        expect(canary).toBe(false);
        expect(stderr).toBe('');
      },
    );

    test('leaves no session token, expiry or profile of an earlier export, and the region as it was', () => {
      const { stdout } = renderExport(format, base);
      const { environment } = runIn(real, stdout, stale);
      const left = Object.keys(stale).filter((name) => name in environment);
      expect(left).toEqual(['AWS_REGION']);
      expect(environment['AWS_ACCESS_KEY_ID']).toBe(accessKey.accessKeyId);
    });

    test('succeeds where there is nothing to unset', () => {
      const { stdout } = renderExport(format, base);
      expect(runIn(real, stdout, {}).stderr).toBe('');
      expect(runIn(real, renderUnset(format), {}).stderr).toBe('');
    });

    test("--unset removes all that an export sets, and not the user's AWS_PROFILE", () => {
      const before = Object.fromEntries(exportedNames.map((name) => [name, 'old']));
      const { environment } = runIn(real, renderUnset(format), { ...before, AWS_PROFILE: 'mine' });
      expect(exportedNames.filter((name) => name in environment)).toEqual([]);
      expect(environment['AWS_PROFILE']).toBe('mine');
    });

    test('hands over any text it says it can carry', () => {
      const values = fc.array(anyValue, { minLength: 20, maxLength: 60 });
      const check = (texts: string[]) => expectToSurvive(real, renderer, carried(texts));
      fc.assert(fc.property(values, check), { numRuns: fuzzRuns });
    });
  });
}

function expectToSurvive(real: RealShell, renderer: Shell, values: readonly string[]): void {
  const variables = values.map((value, index) => ({ name: `AWSMFA_TEST_${index}`, value }));
  const { environment } = runIn(real, `${renderer.set(variables).join('\n')}\n`, {});
  // Windows has no empty variables, and PowerShell before 7.5 removes one that is set to ''.
  const expected = variables.filter(({ value }) => value !== '' || real.extension === 'sh');
  expect(expected.map(({ name }) => environment[name])).toEqual(expected.map(({ value }) => value));
}

describe('--format env-no-export', () => {
  test.skipIf(!isInstalled('dash'))('exports nothing by itself', () => {
    const { stdout } = renderExport('env-no-export', inputFull('x'));
    expect(runIn(dash, stdout, {}).environment).not.toHaveProperty('AWS_ACCESS_KEY_ID');
  });
});
