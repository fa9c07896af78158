import type { Clock } from './clock.ts';
import type { Directory } from './directory.ts';
import type { Sessions } from './sessions.ts';

/** What every action works on. */
export interface Cloud {
  readonly clock: Clock;
  readonly directory: Directory;
  readonly sessions: Sessions;
}
