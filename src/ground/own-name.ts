/** What the program's own file may be called: `awsmfa`, the script that Node runs, or the single file as it is published. */
export const ownFileName = /^awsmfa(?:\.cjs|-(?:linux|darwin|windows)-(?:x64|arm64))?$/;
