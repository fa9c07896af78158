import { Failure } from '../../ground/failure.ts';
import { quoted } from '../../words/text.ts';

/** Where a partition has its console, and where one signs in to it. */
export interface ConsolePlace {
  /** Without a slash at its end. */
  readonly signIn: string;
  /** The console's host; services and regions have names below it. */
  readonly host: string;
}

const places: ReadonlyMap<string, ConsolePlace> = new Map([
  ['aws', { signIn: 'https://signin.aws.amazon.com', host: 'console.aws.amazon.com' }],
  ['aws-cn', { signIn: 'https://signin.amazonaws.cn', host: 'console.amazonaws.cn' }],
  [
    'aws-us-gov',
    { signIn: 'https://signin.amazonaws-us-gov.com', host: 'console.amazonaws-us-gov.com' },
  ],
]);

/** @throws Failure of kind `configuration` for a partition whose console cannot be signed in to from outside. */
export function consolePlace(partition: string): ConsolePlace {
  const place = places.get(partition);
  if (place !== undefined) return place;
  throw new Failure(
    'configuration',
    `awsmfa cannot sign in to the console of partition ${quoted(partition)}`,
    [`those of ${[...places.keys()].map(quoted).join(', ')} can be signed in to`],
  );
}

/**
 * The page to open. The sign-in link would take its bearer anywhere, so that only the console itself is accepted.
 *
 * @param wanted a service, or a URL; undefined: the first page
 * @throws Failure of kind `usage` for anything else
 */
export function consolePage(
  wanted: string | undefined,
  { host }: ConsolePlace,
  region: string | undefined,
): string {
  const inRegion = region === undefined ? '' : `?region=${encodeURIComponent(region)}`;
  if (wanted === undefined) return `https://${host}/console/home${inRegion}`;
  if (/^[a-z][a-z\d-]*$/.test(wanted)) return `https://${host}/${wanted}/home${inRegion}`;
  if (isOfConsole(wanted, host)) return new URL(wanted).href;
  throw new Failure(
    'usage',
    `\`--destination\` accepts a service or a page of the console, not ${quoted(wanted)}`,
    [`write a service such as \`s3\`, or a URL that begins with \`https://${host}/\``],
  );
}

function isOfConsole(text: string, host: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, port, username, password } = new URL(text);
  const isPlain = protocol === 'https:' && `${port}${username}${password}` === '';
  return isPlain && (hostname === host || hostname.endsWith(`.${host}`));
}
