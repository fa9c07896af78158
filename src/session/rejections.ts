import { Failure } from '../ground/failure.ts';

// Each has a field of its own, since TypeScript tells classes apart by what they hold.

/** AWS accepted the call but not the token code. A code is spent either way; another one may be tried. */
export class RejectedCode extends Failure {
  readonly rejected = 'token code';
}

/** AWS no longer accepts the credentials that signed the call: they have expired, or their key is gone. */
export class RejectedSigner extends Failure {
  readonly rejected = 'signer';
}

/** AWS cannot have seen the call, as there was no connection to send it on: a token code in it is still good. */
export class NeverSent extends Failure {
  readonly sent = 'nothing';
}
