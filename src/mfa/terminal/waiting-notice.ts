import { describeProfile } from '../../words/profile-name.ts';
import { quoted } from '../../words/text.ts';
import { describeHolder, type Holder } from '../../lock/holder.ts';

/**
 * Says on the terminal, if there is one, whom this process waits for. Not on the terminal where the other one asks:
 * there its prompt says it all, and a dozen notices would bury it.
 */
export function sayWhoIsWaitedFor(
  holder: Holder,
  ownTerminal: string | undefined,
  profile: string,
): void {
  if (ownTerminal === undefined || holder.terminal === ownTerminal) return;
  void say(holder, profile);
}

async function say(holder: Holder, profile: string): Promise<void> {
  const { openTerminal } = await import('../../host/terminal/terminal.ts');
  const opened = await openTerminal();
  if ('unavailable' in opened) return;
  const { terminal } = opened;
  const where = holder.terminal === undefined ? '' : ` on ${quoted(holder.terminal)}`;
  const notice = `awsmfa: ${describeProfile(profile)} waits for ${describeHolder(holder)}${where}\r\n`;
  terminal.write(notice);
  terminal.close();
}
