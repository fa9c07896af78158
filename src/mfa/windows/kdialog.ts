import type { WindowProgram } from './window.ts';

/** KDE's. */
export const kdialog: WindowProgram = {
  command: ({ lines }) => ({
    words: ['kdialog', '--title', 'awsmfa', '--inputbox', asPlainText(lines.join('\n')), ''],
  }),
  ending({ status, stdout }) {
    if (status === 0) return { kind: 'entered', text: stdout.replace(/\n$/, '') };
    if (status === 1) return { kind: 'dismissed' };
    return { kind: 'not shown', because: `\`kdialog\` failed with status ${status}` };
  },
};

/** Qt takes a text with a tag in it for HTML. */
function asPlainText(text: string): string {
  return text.replaceAll('<', '‹').replaceAll('>', '›');
}
