import { openProfileGraph } from '../../config/graph.ts';
import { locateConfigFiles } from '../../config/files/locations.ts';
import { Failure } from '../../ground/failure.ts';
import type { Host } from '../../host/host.ts';
import { runsAwsmfa } from '../../plan/chain/own-command.ts';
import { alignColumns } from '../../render/screen/table.ts';
import { profileWord } from '../../words/shell-word.ts';
import { printable, quoted } from '../../words/text.ts';

/**
 * Says where somebody is who runs awsmfa without a command, and what to do next.
 *
 * @throws Failure of kind `usage` where nobody reads it: a script has lost its command.
 */
export async function welcome(host: Host): Promise<void> {
  const here = lookAround(host);
  const held = host.env['AWSMFA_PROFILE'];
  if (!(await host.outIsTerminal()))
    throw new Failure('usage', 'a command is missing', [
      ...(here.next[0] ?? []).slice(0, 1).map((command) => `to begin, run \`${command}\``),
      '`awsmfa --help` shows the commands',
    ]);
  const rows = [...here.next, ['awsmfa --help', 'shows every command']];
  const table = alignColumns(rows).map((row) => `  ${row}`);
  await host.out(
    [
      'awsmfa: one MFA code a day for every AWS account',
      '',
      ...(held ? [`This shell has the credentials of profile ${quoted(held)}.`] : []),
      here.what,
      '',
      ...table,
      '',
    ].join('\n'),
  );
}

interface Here {
  readonly what: string;
  /** Commands, and what they do. */
  readonly next: readonly (readonly [command: string, does: string])[];
}

function lookAround(host: Host): Here {
  try {
    return describeHome(profilesSetUp(host));
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const what = 'Your AWS config files cannot be read.';
    return { what, next: [['awsmfa doctor', 'says why, and how to fix it']] };
  }
}

function describeHome(profiles: readonly string[]): Here {
  const [first] = profiles;
  if (first === undefined)
    return {
      what: 'No profile is set up here yet.',
      next: [['awsmfa setup', 'finds your MFA device, and sets your profiles up']],
    };
  return {
    what: `Set up: ${enumerate(profiles)}.`,
    next: [
      ['awsmfa list', 'shows what each profile does now, and for how long'],
      [`awsmfa login ${profileWord(printable(first))}`, 'asks for the code now'],
      [`awsmfa exec ${profileWord(printable(first))}`, 'starts a shell with its credentials'],
    ],
  };
}

/** Those whose `credential_process` runs awsmfa. */
function profilesSetUp({ env, home, platform }: Host): readonly string[] {
  const graph = openProfileGraph(locateConfigFiles(env, home, platform));
  return graph.names().filter((name) => {
    const line = graph.profile(name)?.settings.get('credential_process')?.value ?? '';
    return runsAwsmfa(line, platform);
  });
}

/** As many names as fit a line of 80 columns with what is around them. */
function enumerate(names: readonly string[]): string {
  const shown: string[] = [];
  for (const name of names.map(quoted)) {
    if (shown.length > 0 && [...shown, name].join(', ').length > 55) break;
    shown.push(name);
  }
  const more = names.length - shown.length;
  return [...shown, ...(more === 0 ? [] : [`and ${more} more`])].join(', ');
}
