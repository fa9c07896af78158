import type { Person } from '../ask/person.ts';
import type { Host } from '../host/host.ts';

/** The person at the terminal, for commands that ask for more than a code. Loads what it takes. */
export async function meetPerson(
  { env }: Host,
  options: { readonly disabled?: string },
): Promise<Person> {
  const [{ createPerson }, { openTerminal }, { job }] = await Promise.all([
    import('../ask/person.ts'),
    import('../host/terminal/terminal.ts'),
    import('../host/terminal/job.ts'),
  ]);
  return createPerson({
    openTerminal,
    cursor: env['TERM'] === 'dumb' ? 'fixed' : 'movable',
    job,
    ...options,
  });
}
