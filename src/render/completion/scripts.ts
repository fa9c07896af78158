import { bash } from './bash.ts';
import { fish } from './fish.ts';
import type { CompletionShell } from './completion-shells.ts';
import { nushell } from './nushell.ts';
import { powershell } from './powershell.ts';
import { zsh } from './zsh.ts';

/**
 * What makes a shell complete awsmfa's command lines. The scripts know nothing of awsmfa: each runs
 * `awsmfa __complete SHELL` with what was typed, and offers what that answers. Its first line is what is to be
 * completed:
 *
 * - `:words`: one of the lines below, a word each, with a tab and a description behind it where there is one
 * - `:command N`: a command line of its own, from the Nth word behind `awsmfa` on; for bash, which has N words so far
 */
export const completionScripts: Readonly<Record<CompletionShell, string>> = {
  bash,
  zsh,
  fish,
  powershell,
  nushell,
};
