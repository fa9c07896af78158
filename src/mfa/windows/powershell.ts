import type { WindowProgram } from './window.ts';

/** The question is in a variable, so that nothing in it can be read as PowerShell. */
const script = [
  "$ErrorActionPreference = 'Stop'",
  'Add-Type -AssemblyName Microsoft.VisualBasic',
  "[Console]::Out.Write([Microsoft.VisualBasic.Interaction]::InputBox($Env:AWSMFA_QUESTION, 'awsmfa'))",
].join('; ');

/** The input box of Windows, by the PowerShell that every Windows has. It returns nothing where it was closed. */
export const powershell: WindowProgram = {
  command: ({ lines }) => ({
    words: [
      'powershell.exe',
      '-NoProfile',
      '-NonInteractive',
      '-WindowStyle',
      'Hidden',
      '-Command',
      script,
    ],
    variables: { AWSMFA_QUESTION: lines.join('\r\n') },
  }),
  ending({ status, stdout }) {
    if (status !== 0)
      return { kind: 'not shown', because: `\`powershell.exe\` failed with status ${status}` };
    return stdout === '' ? { kind: 'dismissed' } : { kind: 'entered', text: stdout.trim() };
  },
};
