import type { Session } from '../../stand-in/sessions.ts';
import type { Profile } from '../world.ts';

export type Variables = Readonly<Record<string, string>>;

/** A tool that hands out the credentials of a role for an MFA code, as a user has it. */
export interface Peer {
  readonly name: string;
  /** Where another line of it is a tool of its own. */
  readonly major?: string;
  /** Which of several ways to use it. */
  readonly way?: string;
  /** What is measured: the command as a user types it. */
  readonly shown: string;
  /** What was measured of it in another place, for where it is not here. */
  readonly earlier?: string;
  /** Undefined where it is not here. */
  readonly find: () => Found | undefined;
  /** Behind `Found.start`. */
  readonly args: (profile: string) => readonly string[];
  /** The files of a home in its own dialect, by their paths in it. */
  readonly files: (profiles: readonly Profile[], place: Place) => Readonly<Record<string, string>>;
  /** What it keeps between two runs, by paths in the home. */
  readonly memory: readonly string[];
  /** How it asks for a code: once in what it writes for each question. */
  readonly question: RegExp;
  /** In what it writes where all went well. */
  readonly proof: RegExp;
  /** Its files say where AWS is, so that no variable has to. */
  readonly hasEndpointInFiles?: boolean;
  /** Variables of its own. */
  readonly env?: (place: Place) => Variables;
  /** Gives the code of a first run; by default it is on standard input. */
  readonly codeBy?: (code: string) => Variables;
  /** A command that is run once in a new home, behind `Found.file`. */
  readonly setUp?: { readonly args: readonly string[]; readonly env: Variables };
  /** Whether its memory is complete: until then hits are repeated. */
  readonly isSettled?: (home: string) => boolean;
  /** It adds nothing to what is counted: what it counts is that of another. */
  readonly isTimedOnly?: boolean;
  /** Go programs read the clock past the C library, so that it cannot be moved for them. */
  readonly clock: 'by the C library' | 'by itself';
}

export interface Found {
  readonly version: string;
  readonly file: string;
  /** What starts it, ahead of its arguments. */
  readonly start: readonly string[];
}

/** What a home depends on. */
export interface Place {
  /** Where AWS is: `http://127.0.0.1:PORT`. */
  readonly endpoint: string;
  /** Of a role, for as long as the benchmark may take. */
  readonly session: Session;
  /** A folder in which `awsmfa` is on Node, and another in which it is the single file. */
  readonly awsmfaOn: Readonly<Record<'node' | 'single file', string>>;
}
