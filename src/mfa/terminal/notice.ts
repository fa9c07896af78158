import type { TerminalResult } from '../../host/terminal/terminal.ts';
import { tidyAtEnd } from '../../host/process/end-process.ts';
import { openPage, type Page } from '../../ask/page.ts';

/**
 * A line on the terminal while something takes its time; it is gone at the end of this process at the latest. Without a
 * terminal, nothing is said.
 */
export interface Notice {
  /** Puts this in place of what was said before. Printable text. */
  say(text: string): void;
  /** Takes it off the screen. */
  remove(): void;
}

export function openNotice(opened: TerminalResult, cursor: 'movable' | 'fixed'): Notice {
  if ('unavailable' in opened) return { say: () => undefined, remove: () => undefined };
  const { terminal } = opened;
  let page: Page | undefined;
  const wipe = () => {
    page?.wipe();
    page = undefined;
  };
  const callOff = tidyAtEnd(wipe);
  return {
    say(text) {
      wipe();
      page = openPage(terminal, cursor);
      page.write(text);
    },
    remove() {
      wipe();
      callOff();
      terminal.close();
    },
  };
}
