import { Failure } from '../../ground/failure.ts';
import { completionShells } from '../../render/completion/completion-shells.ts';
import type { CommandSpec } from './command-spec.ts';

/** The command that has a shell complete all others. */
export const completionCommands = {
  completion: {
    group: 'Set up and look',
    description: 'print what makes a shell complete commands and profiles',
    operands: ['<shell>', completionShells.join(', ')],
    choices: completionShells,
    examples: [
      { command: 'eval "$(awsmfa completion bash)"', does: 'a line for ~/.bashrc' },
      {
        command: 'eval "$(awsmfa completion zsh)"',
        does: 'a line for ~/.zshrc, behind `autoload -U compinit && compinit`',
      },
      {
        command: 'awsmfa completion fish > ~/.config/fish/completions/awsmfa.fish',
        does: 'run once: fish finds the file by itself',
      },
      {
        command: 'awsmfa completion powershell | Out-String | Invoke-Expression',
        does: 'a line for the file that $PROFILE names',
      },
      {
        command: 'awsmfa completion nushell | save --force ~/.config/nushell/autoload/awsmfa.nu',
        does: 'run once: nushell loads what is in $nu.user-autoload-dirs',
      },
    ],
    async run(given, host) {
      const [word = ''] = given.operands;
      const shell = completionShells.find((each) => each === word);
      if (shell === undefined) throw unknownShell(word);
      const { completionScripts } = await import('../../render/completion/scripts.ts');
      await host.out(completionScripts[shell]);
    },
  },
} satisfies Record<string, CommandSpec>;

function unknownShell(word: string): Failure {
  return new Failure('usage', `\`awsmfa completion\` does not know the shell "${word}"`, [
    `use one of ${completionShells.join(', ')}`,
  ]);
}
