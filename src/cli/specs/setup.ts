import { Failure } from '../../ground/failure.ts';
import type { Given } from '../arguments/given.ts';
import { readPair } from '../arguments/given-pair.ts';
import type { CommandSpec } from './command-spec.ts';

/** The command that changes a person's configuration. */
export const setupCommand = {
  setup: {
    group: 'Set up and look',
    description: 'have awsmfa serve the profiles you have, or a new one',
    operands: ['[profiles...]', 'profiles to set up; default: all that can be'],
    examples: [
      { command: 'awsmfa setup', does: 'shows what it would change, asks, writes, and tries it' },
      {
        command: 'awsmfa setup prod --role-arn arn:aws:iam::222222222222:role/admin',
        does: 'makes a new profile for a role',
      },
      { command: 'awsmfa setup --dry-run', does: 'shows the changes alone' },
      { command: 'awsmfa setup --undo', does: 'brings back what the last set-up changed' },
    ],
    async run(given, host) {
      const confirmation = given.has('--yes') ? 'given' : 'asked';
      if (given.has('--undo')) {
        refuseLimits(given);
        const { undoSetup } = await import('../../commands/setup/undo.ts');
        return undoSetup({ confirmation }, host);
      }
      const { setup } = await import('../../commands/setup/setup.ts');
      const options = {
        confirmation,
        writing: given.has('--dry-run') ? 'off' : 'on',
        key: readPair(given),
      } as const;
      return setup(given.profiles(), options, given.runOptions(), host);
    },
  },
} satisfies Record<string, CommandSpec>;

/** `--undo` undoes all of the last change, so options that ask for less are refused. */
function refuseLimits(given: Given): void {
  if (given.has('--dry-run'))
    throw new Failure('usage', '`--undo` cannot be tried with `--dry-run`', [
      'leave one of them out',
    ]);
  if (given.profiles().length > 0)
    throw new Failure(
      'usage',
      '`--undo` takes back the whole of the last change, not a single profile',
      ['run `awsmfa setup --undo`'],
    );
}
