import type { WindowProgram } from './window.ts';

/** GNOME's, and that of most other desktops of Linux: https://help.gnome.org/users/zenity/ */
export const zenity: WindowProgram = {
  command: ({ lines, seconds }) => ({
    words: [
      'zenity',
      '--entry',
      '--title=awsmfa',
      `--text=${escape(lines.join('\n'))}`,
      // So that it goes even where we are killed.
      `--timeout=${seconds}`,
    ],
  }),
  ending({ status, stdout }) {
    switch (status) {
      case 0:
        return { kind: 'entered', text: stdout.replace(/\n$/, '') };
      case 1:
        return { kind: 'dismissed' };
      case 5:
        return { kind: 'too late' };
      default:
        return { kind: 'not shown', because: `\`zenity\` failed with status ${status}` };
    }
  },
};

/**
 * The text of a question is no markup, but backslashes are read as in C, and an underscore underlines the next letter,
 * as that of a key. Those of AWS's names are to be seen.
 */
function escape(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('_', '__');
}
