import { Failure } from '../../ground/failure.ts';
import { durationOption } from '../arguments/duration-option.ts';
import type { CommandSpec } from './command-spec.ts';

/** The commands about profiles and what is known of them. */
export const profileCommands = {
  list: {
    group: 'Set up and look',
    description: 'show every profile and what is cached (alias: status)',
    operands: ['[profiles...]', 'profiles to show; all, if none is named'],
    examples: [
      { command: 'awsmfa list', does: 'shows all profiles' },
      { command: 'awsmfa list --json', does: 'shows them for a script' },
      {
        command: 'awsmfa list prod --min-remaining 2h || awsmfa login prod',
        does: 'asks for a code only if one would be needed within two hours',
      },
    ],
    async run(given, host) {
      const atLeast = given.text('--min-remaining');
      if (atLeast !== undefined) {
        const { isTimeLeft } = await import('../../commands/profiles/time-left.ts');
        const seconds = durationOption('--min-remaining', atLeast);
        return isTimeLeft(given.profiles(), seconds, given.runOptions(), host);
      }
      const { list } = await import('../../commands/profiles/list.ts');
      const format = given.has('--json') ? 'json' : 'text';
      await list(given.profiles(), { format }, given.runOptions(), host);
      return 0;
    },
  },
  explain: {
    group: 'Set up and look',
    description: 'show the plan for a profile, and what would happen now',
    operands: ['[profile]', 'profile to explain'],
    examples: [
      { command: 'awsmfa explain prod', does: 'shows the plan' },
      { command: 'awsmfa explain prod --json', does: 'shows it for a script' },
    ],
    async run(given, host) {
      const { explain } = await import('../../commands/profiles/explain.ts');
      const format = given.has('--json') ? 'json' : 'text';
      await explain(given.profile(), { format }, given.runOptions(), host);
    },
  },
  doctor: {
    group: 'Set up and look',
    description: 'find what is wrong or surprising, and how to fix it',
    examples: [
      { command: 'awsmfa doctor', does: 'looks at files, variables, cache and programs' },
      { command: 'awsmfa doctor --online', does: 'asks AWS about the keys and the clock, too' },
    ],
    async run(given, host) {
      const { doctor } = await import('../../commands/doctor/doctor.ts');
      const format = given.has('--json') ? 'json' : 'text';
      return doctor({ format, aws: given.has('--online') ? 'asked' : 'left alone' }, host);
    },
  },
  clear: {
    group: 'Use',
    description: 'forget cached sessions',
    operands: ['[profiles...]', 'profiles whose sessions to forget'],
    examples: [
      { command: 'awsmfa clear prod', does: 'forgets the sessions that prod goes through' },
      { command: 'awsmfa clear --all', does: 'forgets every session' },
    ],
    async run(given, host) {
      const { clear } = await import('../../commands/profiles/clear.ts');
      const profiles = given.profiles();
      const sessions = given.has('--all') ? 'all' : 'of the profiles';
      if (sessions === 'all' && profiles.length > 0) throw allAndSome(profiles);
      await clear(profiles, { sessions }, given.runOptions(), host);
    },
  },
} satisfies Record<string, CommandSpec>;

function allAndSome(profiles: readonly string[]): Failure {
  const named = profiles.map((name) => `"${name}"`).join(', ');
  return new Failure('usage', `\`--all\` forgets every session, not only those of ${named}`, [
    'leave out `--all` or the profiles',
  ]);
}
