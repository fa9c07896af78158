import type { Variable } from '../../values/variables.ts';

/** How one shell changes its environment. */
export interface Shell {
  /** Whether the value survives `set` and the way into the shell unchanged, and nothing else happens on it. */
  carries(value: string): boolean;
  /** Statements that set variables. They run nothing, whatever the values are, as long as `carries` holds. */
  set(variables: readonly Variable[]): readonly string[];
  /** Statements that succeed whether or not the variables are there. */
  unset(names: readonly string[]): readonly string[];
  /** A statement that fails without ending an interactive shell: `eval "$(…)" && deploy` must not deploy. */
  readonly fail: string;
  /** How a person makes the shell run the statements, for a message. */
  readonly howToRun: string;
}
