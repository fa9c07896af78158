/** The shells that complete command lines of awsmfa. */
export const completionShells = ['bash', 'zsh', 'fish', 'powershell', 'nushell'] as const;

export type CompletionShell = (typeof completionShells)[number];
