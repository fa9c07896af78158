/** For packages that write to the console where they are given no logger: stderr is for awsmfa's own messages. */
export const silent = {
  trace: nothing,
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
};

function nothing(): void {
  // Nobody reads it.
}
