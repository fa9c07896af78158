import { expect, test } from 'vitest';
import { completionShells } from '../../../src/render/completion/completion-shells.ts';
import { completionScripts } from '../../../src/render/completion/scripts.ts';

test.for(completionShells)(
  'the script for %s asks awsmfa, and knows no command itself',
  (shell) => {
    const script = completionScripts[shell];
    expect(script).toMatch(new RegExp(`^#.* completion of awsmfa\\n`, 'm'));
    expect(script).toContain(`awsmfa __complete ${shell} `);
    expect(script).not.toMatch(/credential-process|login|export/);
    expect(script.endsWith('\n')).toBe(true);
  },
);

test.for(['bash', 'zsh'] as const)('every expansion of %s has its dollar sign', (shell) => {
  expect(completionScripts[shell]).toMatch(/\$\{/);
  expect(completionScripts[shell]).not.toMatch(/(?<!\$)\{[^\s};]/);
});

test('PowerShell splits a line at its tab', () => {
  expect(completionScripts.powershell).toContain('-split "`t", 2');
});
