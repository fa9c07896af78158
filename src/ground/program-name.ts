/** A program as its user calls it: `/usr/bin/fish`, `C:\Program Files\nu\nu.exe` without the folders and the ending. */
export function programName(path: string): string {
  return path.replace(/^.*[/\\]/, '').replace(/\.(?:exe|cmd|bat|ps1)$/i, '');
}

/**
 * What the program's own file may be called: `awsmfa`, the script that Node runs, or the single file as it is
 * published.
 */
export const ownFileName = /^awsmfa(?:\.cjs|-(?:linux|darwin|windows)-(?:x64|arm64))?$/;
