import type { Environment } from '../../ground/environment.ts';
import type { NoCode } from '../../session/ports.ts';
import type { WindowProgram } from './window.ts';

/** The program that ssh and git ask for passwords with: the question is its argument, the answer what it prints. */
export function askpassPrograms(env: Environment): readonly [WindowProgram] | NoCode {
  const program = env['AWSMFA_ASKPASS'] || env['SSH_ASKPASS'];
  if (!program) return { because: 'neither `AWSMFA_ASKPASS` nor `SSH_ASKPASS` is set' };
  return [
    {
      command: ({ lines }) => ({
        words: [program, lines.join('\n')],
        // ssh sets it where only a yes or no is wanted.
        variables: { SSH_ASKPASS_PROMPT: undefined },
      }),
      ending: ({ status, stdout }) =>
        status === 0
          ? { kind: 'entered', text: stdout.replace(/\r?\n$/, '') }
          : { kind: 'dismissed' },
    },
  ];
}
