import type { StandIn } from '../stand-in/server.ts';
import type { World } from '../stand-in/world.ts';
import { Canaries, type CanaryKind } from './canaries.ts';
import type { Ended, EndedInTerminal } from './ended.ts';

/** Looks for the secrets of a world in everything that comes out of a program that knows them. */
export class LeakWatch {
  readonly #standIn: StandIn;
  readonly #canaries = new Canaries();
  readonly #seen: string[] = [];
  #isWritten = false;

  constructor(world: World, standIn: StandIn) {
    this.#standIn = standIn;
    for (const { accessKeys } of world.users)
      for (const key of accessKeys) this.#canaries.add('base key', key.secretAccessKey);
  }

  /** A code is a secret even if it is wrong: it may be right a minute later. */
  addCode(code: string): void {
    this.#canaries.add('token code', code);
  }

  /** Credentials may be on stdout, if that is what was asked for; never a code. */
  lookAt(
    ended: Ended | EndedInTerminal,
    command: readonly string[],
    stdout: 'holds credentials' | undefined,
  ): void {
    const line = command.join(' ');
    // What it is asked for is a session in a file of AWS's.
    if (command.includes('write-profile')) this.#isWritten = true;
    this.#look(ended.stderr, `stderr of ${line}`);
    this.#look(ended.stdout, `stdout of ${line}`, stdout && ['base key', 'session']);
    if ('screen' in ended) this.#look(ended.screen, `the screen after ${line}`);
  }

  /**
   * Where secrets were seen that do not belong there.
   *
   * @param home where base keys may be in the two config files, sessions in the caches, and codes nowhere
   * @param commandLines of all the children of programs that know secrets
   */
  leaks(home: string, commandLines: readonly (readonly string[])[]): readonly string[] {
    for (const line of commandLines) this.#look(line.join(' '), 'the arguments of a child');
    const rightful = (file: string) =>
      file === '.aws/credentials' && this.#isWritten
        ? [...keys, 'session' as const]
        : rightfulIn(file);
    return [...this.#seen, ...this.#canaries.inFiles(home, rightful)];
  }

  #look(text: string, where: string, rightful?: readonly CanaryKind[]): void {
    for (const secret of this.#standIn.issuedSecrets) this.#canaries.add('session', secret);
    for (const secret of this.#standIn.accessKeys.createdSecrets)
      this.#canaries.add('base key', secret);
    this.#seen.push(...this.#canaries.in(text, where, rightful));
  }
}

function rightfulIn(file: string): readonly CanaryKind[] {
  // The two files, and what `setup` keeps of them.
  if (/^\.aws\/(?:config|credentials)(?:\.awsmfa-[\w-]+)?$/.test(file)) return keys;
  return sessionPlaces.some((place) => file.startsWith(place)) ? ['session'] : [];
}

const keys: readonly CanaryKind[] = ['base key'];

/** Ours, the AWS CLI's own, and what `--format github` writes to. */
const sessionPlaces = ['.aws/awsmfa/sessions/', '.aws/cli/cache/', 'github-env'];
