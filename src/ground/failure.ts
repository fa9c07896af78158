/** What kind of thing went wrong, in the words of the contract. Each has an exit status, below. */
export type FailureKind =
  /** The command line is not one awsmfa understands. */
  | 'usage'
  /** The configuration files or the environment are wrong or contradict themselves. */
  | 'configuration'
  /** AWS was reached and refused. */
  | 'refused'
  /** A code is needed and nobody can be asked for it here. */
  | 'code-unavailable'
  /** Somebody was asked for a code and did not give one. */
  | 'cancelled'
  /** AWS could not be reached, or what responded was not AWS. */
  | 'network'
  /** Something on disk could not be read or written. */
  | 'storage'
  /** The command to run is there and cannot be started. */
  | 'command-unusable'
  /** There is no such command to run. */
  | 'command-missing';

export const exitStatus: Record<FailureKind, number> = {
  usage: 2,
  configuration: 3,
  refused: 4,
  'code-unavailable': 5,
  cancelled: 5,
  network: 6,
  storage: 7,
  // As shells and `env` have it.
  'command-unusable': 126,
  'command-missing': 127,
};

/** What is wrong with a profile, in one word: for lists of many. */
export type FailureWord =
  /** Profiles that name each other as their source, or include each other. */
  | 'loop'
  /** The source of its credentials does not exist, or is not named. */
  | 'source'
  /** An access key of which half is missing or swapped. */
  | 'key'
  /** Session keys that have expired, by what their file says. */
  | 'expired'
  /** It holds no credentials, and nothing that leads to any. */
  | 'empty'
  /** An MFA device that cannot be used with access keys. */
  | 'device'
  /** Any other setting. */
  | 'settings';

/**
 * Something that can be expected to go wrong. Anything else that is thrown is a bug.
 *
 * The message is lower case, has no full stop, puts values in double quotes and commands in backticks.
 * Each hint is a thing to do. Neither ever holds a secret, a token code or a session token.
 */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly kind: FailureKind;
  readonly hints: readonly string[];
  readonly word: FailureWord;

  constructor(
    kind: FailureKind,
    message: string,
    hints: readonly string[] = [],
    word: FailureWord = 'settings',
  ) {
    super(message);
    this.kind = kind;
    this.hints = hints;
    this.word = word;
  }
}
