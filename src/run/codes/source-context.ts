import type { Host } from '../../host/host.ts';
import type { TerminalResult } from '../../host/terminal/terminal.ts';
import type { CodePlan, PromptName } from '../../plan/model/plan.ts';
import type { ProcessLock } from '../lock/process-lock.ts';

export type SourceName = 'mfa_process' | Exclude<PromptName, 'none'>;

/** What the command line says of codes. */
export interface CodeOptions {
  /** `--token-code`; `-` means the first line of standard input. */
  readonly tokenCode?: string;
  readonly prompting: 'allowed' | 'forbidden';
  /** Whether it is certain that a person runs this, as for `login`, which no program would run. */
  readonly runBy: 'a person' | 'anybody';
}

/** What sources of codes are made of. */
export interface SourceContext {
  readonly host: Host;
  readonly options: CodeOptions;
  readonly plan: CodePlan;
  /** AWSMFA_HOME, which keeps the memory of spent codes; undefined: nothing is kept. */
  readonly folder: string | undefined;
  readonly lock: ProcessLock;
  readonly openTerminal: () => Promise<TerminalResult>;
}
