import { Failure } from '../../ground/failure.ts';
import type { Given } from '../arguments/given.ts';
import { readPair } from '../arguments/given-pair.ts';
import type { CommandSpec } from './command-spec.ts';

const actions = ['add', 'list', 'move', 'remove'] as const;

/** The commands about long-term access keys. */
export const keyCommands = {
  keys: {
    group: 'Long-term keys',
    description: 'keep access keys in the keychain of the operating system',
    operands: ['<action>', 'add, list, move or remove'],
    choices: actions,
    moreOperands: ['[profile]', 'profile whose key it is; to remove, also the id of a key'],
    examples: [
      { command: 'awsmfa keys move default', does: 'takes the key out of ~/.aws/credentials' },
      { command: 'awsmfa keys add work', does: 'asks for a key, and has the profile use it' },
      { command: 'awsmfa keys list', does: 'shows which keys are there, and who uses them' },
    ],
    async run(given, host) {
      const { action, profile } = readAction(given);
      const options = given.runOptions();
      switch (action) {
        case 'add': {
          const { addKey } = await import('../../commands/keys/add.ts');
          return addKey(profile, readPair(given), options, host);
        }
        case 'list': {
          const { listKeys } = await import('../../commands/keys/list.ts');
          return listKeys(host);
        }
        case 'move': {
          const { moveKey } = await import('../../commands/keys/move.ts');
          return moveKey(profile, options, host);
        }
        case 'remove': {
          const { removeKey } = await import('../../commands/keys/remove.ts');
          const confirmed = given.has('--yes') ? 'by option' : 'by asking';
          return removeKey(profile, { confirmed }, host);
        }
      }
    },
  },
  rotate: {
    group: 'Long-term keys',
    description: 'replace an access key with a new one, wherever it is kept',
    operands: ['[profile]', 'profile whose key to replace'],
    examples: [
      { command: 'awsmfa rotate', does: 'makes a new key, and deactivates the old one' },
      { command: 'awsmfa rotate --delete', does: 'deletes the old key as well, now or afterwards' },
    ],
    async run(given, host) {
      const { rotate } = await import('../../commands/keys/rotate.ts');
      const oldKey = given.has('--delete') ? 'deleted' : 'deactivated';
      await rotate(given.profile(), { oldKey }, given.runOptions(), host);
    },
  },
} satisfies Record<string, CommandSpec>;

type Action = (typeof actions)[number];

function readAction(given: Given): { action: Action; profile: string | undefined } {
  const [word = '', operand] = given.operands;
  const action = actions.find((each) => each === word);
  if (action === undefined)
    throw new Failure('usage', `\`awsmfa keys\` does not know "${word}"`, [
      'use `add`, `list`, `move` or `remove`',
    ]);
  const profile = operand ?? given.text('--profile');
  if (action === 'list' && profile !== undefined)
    throw new Failure('usage', '`awsmfa keys list` lists the keys of all profiles', [
      `leave out "${profile}"`,
    ]);
  return { action, profile };
}
