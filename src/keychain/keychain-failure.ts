import { Failure } from '../ground/failure.ts';
import { printable } from '../words/text.ts';

interface Cause {
  /** The words of the operating system or of the library. */
  readonly text: RegExp;
  readonly failure: (words: string, platform: NodeJS.Platform) => Failure;
}

/** What goes wrong with keychains. The library has no codes, only the words of each system. */
const causes: readonly Cause[] = [
  {
    text: /Cannot find (?:module|native binding)|native binding/i,
    failure: () =>
      new Failure('storage', 'the library that opens the keychain is not installed', [
        'install awsmfa again, without `--omit=optional`',
      ]),
  },
  {
    // A dialog that nobody could see counts as dismissed as well.
    text: /dismissed|cancell?ed|-128\b/i,
    failure: (_words, platform) =>
      new Failure('cancelled', 'the keychain is locked, and was not unlocked', [unlock(platform)]),
  },
  {
    text: /locked|interaction is not allowed|-25308\b|logon session does not exist/i,
    failure: (_words, platform) =>
      new Failure('storage', 'the keychain is locked', [unlock(platform)]),
  },
  {
    text: /no result found|NoSuchObject|default keychain could not be found/i,
    failure: () =>
      new Failure('storage', 'there is no keychain yet', [
        'create one: log in to the desktop once, or use the keychain program of your system (Seahorse, KWallet, Keychain Access)',
      ]),
  },
  {
    text: /did not receive a reply|timed? ?out/i,
    failure: () => noAnswer('does not respond'),
  },
  {
    text: /d-?bus|zbus|secret.?service/i,
    failure: (words) =>
      new Failure('storage', `there is no keychain here: no Secret Service answers (${words})`, [
        "run awsmfa in a desktop session, or in a shell with a keyring: `dbus-run-session -- sh -c 'gnome-keyring-daemon --unlock --components=secrets && exec $SHELL'`",
        'on a machine without a keychain, run `aws configure` to keep the key in ~/.aws/credentials, and leave `awsmfa_store` and `AWSMFA_STORE` unset',
      ]),
  },
  {
    text: /denied|not permitted|-25293\b|auth.*fail/i,
    failure: (words) =>
      new Failure('storage', `the keychain denies access (${words})`, [
        'allow `node` to use the entries of "awsmfa" in the keychain program of your system',
      ]),
  },
];

/** The failure for an error of the keychain, in `words` of the operating system. */
export function keychainFailure(words: string, platform: NodeJS.Platform): Failure {
  const shown = printable(words).slice(0, 200);
  const cause = causes.find(({ text }) => text.test(words));
  return (
    cause?.failure(shown, platform) ??
    new Failure('storage', `the keychain cannot be used: ${shown}`, [
      'see whether the keychain program of your system works',
    ])
  );
}

/** @param what it did instead */
export function noAnswer(what: string): Failure {
  return new Failure('storage', `the keychain ${what}`, [
    'check whether a dialog is waiting somewhere to unlock it, and whether the keychain program of your system works',
  ]);
}

function unlock(platform: NodeJS.Platform): string {
  const how =
    platform === 'darwin'
      ? 'unlock it with `security unlock-keychain`'
      : platform === 'win32'
        ? 'log in at the machine itself, not by SSH'
        : 'unlock it (log in to the desktop, or `gnome-keyring-daemon --unlock` over SSH)';
  return `${how}, and run the command again`;
}
