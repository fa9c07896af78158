import type { WindowProgram } from './window.ts';

/** The question is an argument, so that nothing in it can be read as AppleScript. */
const script = `on run {question, seconds}
  set reply to display dialog question default answer "" with title "awsmfa" giving up after (seconds as integer)
  if gave up of reply then return "gave up"
  return text returned of reply
end run`;

/** The dialog of macOS, by AppleScript. */
export const osascript: WindowProgram = {
  command: ({ lines, seconds }) => ({
    words: ['osascript', '-e', script, lines.join('\n'), String(seconds)],
  }),
  ending({ status, stdout, stderr }) {
    const text = stdout.replace(/\n$/, '');
    if (status === 0) return text === 'gave up' ? { kind: 'too late' } : { kind: 'entered', text };
    // User canceled. (-128)
    if (stderr.includes('-128')) return { kind: 'dismissed' };
    return { kind: 'not shown', because: `\`osascript\` failed with status ${status}` };
  },
};
