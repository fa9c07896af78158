import type { MisreadingKind } from '../../config/lint/misreading.ts';
import type { FindingKind } from '../model/finding.ts';

type Misread = Pick<FindingKind, 'severity' | 'title' | 'why' | 'mend'>;

const wholeFile = 'The AWS CLI and boto3 refuse the whole file, so that no profile works in them.';

/** Where readers differ: the sighting says which of them does what. */
const misreadings: Readonly<Record<MisreadingKind, Misread>> = {
  'byte-order-mark': {
    severity: 'error',
    title: 'a file begins with a byte order mark',
    why: wholeFile,
    mend: 'Save the file as UTF-8 without a byte order mark.',
  },
  'duplicate-section': {
    severity: 'error',
    title: 'a section is there twice',
    why: `${wholeFile} The others merge the two, so that the id of one access key may be combined with the token of another.`,
    mend: 'Make one section of the two.',
  },
  'duplicate-setting': {
    severity: 'error',
    title: 'a setting is there twice',
    why: wholeFile,
    mend: 'Remove one of the two.',
  },
  'comment-after-header': {
    severity: 'error',
    title: 'a comment follows a header without a blank',
    why: "The SDK for JavaScript does not see the header, and reads what follows as settings of the section above: a profile gets another account's role.",
    mend: 'Put a blank before the comment, or move it to a separate line.',
  },
  'comment-after-value': {
    severity: 'error',
    title: 'a comment follows a value',
    why: 'The AWS CLI and boto3 read the comment as a part of the value: of the name, the ARN or the command.',
    mend: 'Move the comment to a separate line.',
  },
  'hidden-section': {
    severity: 'error',
    title: 'a blank next to a bracket hides a section',
    why: 'For the AWS CLI, boto3 and the SDK for JavaScript, the blank is part of the name: they say that there is no such profile.',
    mend: 'Write `[profile NAME]`, in the credentials file `[NAME]`, without blanks next to the brackets.',
  },
  'inherited-settings': {
    severity: 'error',
    title: '`[DEFAULT]` in capitals reaches into every section',
    why: "Python's parser, and so the AWS CLI and boto3, adds its settings to every section of the file that does not set them itself; awsmfa and the other SDKs do not. A key there is used without MFA in place of a `credential_process` line, a role there leads to another account, and a device or a region applies in one tool but not in another.",
    mend: 'Move each setting to the profiles it is meant for; `[default]` in small letters is the profile for which none is named.',
  },
  'ignored-section': {
    severity: 'warning',
    title: 'a section is skipped',
    why: 'No tool reads what is in it, and none says so: a role or a key in it has no effect.',
    mend: 'Correct the header: `[profile NAME]` in the config file, `[NAME]` in the credentials file.',
  },
  continuation: {
    severity: 'warning',
    title: 'an indented line is part of the value above it',
    why: 'Most tools join the two lines; the SDK for JavaScript reads a separate setting.',
    mend: 'Remove the blanks at the beginning of the line, or write the value on one line.',
  },
  'indented-comment': {
    severity: 'warning',
    title: 'a comment is indented',
    why: 'The SDKs for Java and Rust read it as part of the value above it, or refuse it.',
    mend: 'Begin the comment in the first column.',
  },
  'header-spacing': {
    severity: 'warning',
    title: 'a header has more blanks than one',
    why: 'The SDK for JavaScript does not find the section.',
    mend: 'Write `[profile NAME]`, with one blank.',
  },
  'uncommon-name': {
    severity: 'warning',
    title: 'a name that most SDKs skip',
    why: 'The AWS CLI, boto3 and awsmfa read names in quotes and with blanks; the SDKs for Go, Java and Rust skip the section without a word.',
    mend: 'Rename the profile: letters, digits and `_ - . / % @ : +` are read everywhere.',
  },
  'invalid-key': {
    severity: 'warning',
    title: 'a setting has a name that nothing reads',
    why: 'The line is skipped.',
    mend: 'Correct the name, or remove the line.',
  },
  'key-case': {
    severity: 'warning',
    title: 'a setting is not in lower case',
    why: 'The SDK for JavaScript does not find it.',
    mend: 'Write its name in lower case.',
  },
  'quoted-value': {
    severity: 'warning',
    title: 'a value is in quotes',
    why: 'The SDK for Go, and so Terraform, removes the quotes; for the others they are a part of the value.',
    mend: 'Remove the quotes.',
  },
  'reserved-name': {
    severity: 'warning',
    title: 'a name that the SDK for JavaScript cannot read',
    why: 'Every object of JavaScript has a member of that name already.',
    mend: 'Choose another name.',
  },
  'shadowed-default': {
    severity: 'warning',
    title: 'there is a `[default]` beside `[profile default]`',
    why: 'SDKs read the second and nothing of the first; the AWS CLI reads whichever comes last.',
    mend: 'Keep one of the two.',
  },
};

export const syntaxKinds: readonly FindingKind[] = Object.entries(misreadings).map(
  ([id, misread]) => ({
    id,
    ...misread,
    find: ({ files }) =>
      files
        .flatMap((file) => file.misreadings)
        .filter(({ kind }) => kind === id)
        .map(({ text, file, line }) => ({ what: text, at: { file, line } })),
  }),
);
