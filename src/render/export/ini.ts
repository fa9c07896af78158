import { isSession, type Credentials } from '../../ground/credentials.ts';
import { assertCarries, cannotCarry, plain } from '../values/carry.ts';
import { formatExpiration } from '../values/process-json.ts';
import { isNamed } from '../../words/profile-name.ts';
import type { ExportInput, Variable } from '../values/variables.ts';

/**
 * A section for `~/.aws/credentials`, under the profile's own name.
 *
 * Only values that need no quotes: each SDK has its own way with quotes, `#`, `;` and surrounding blanks.
 *
 * @throws Failure of kind `usage` for a name or a value that would not be read back as it is.
 */
export function renderIni({ credentials, profile, region }: ExportInput): string {
  const section = isNamed(profile) ? profile : 'environment';
  if (!sectionName.test(section)) throw cannotCarry('ini', 'the name of the profile');
  const entries = [...keyEntries(credentials), ...optional('region', region)];
  assertCarries('ini', entries, (value) => value !== '' && plain.test(value));
  const lines = entries.map(({ name, value }) => `${name} = ${value}`);
  return [`[${section}]`, ...expiryComment(credentials), ...lines, ''].join('\n');
}

/** The characters of a profile's name in the SDKs' shared specification; sections with others are skipped. */
const sectionName = /^[A-Za-z0-9_\-/.%@:+]+$/;

function keyEntries(credentials: Credentials): Variable[] {
  const token = isSession(credentials) ? credentials.sessionToken.reveal() : undefined;
  return [
    { name: 'aws_access_key_id', value: credentials.accessKeyId },
    { name: 'aws_secret_access_key', value: credentials.secretAccessKey.reveal() },
    ...optional('aws_session_token', token),
    ...optional('aws_account_id', credentials.accountId),
  ];
}

function optional(name: string, value: string | undefined): Variable[] {
  return value === undefined ? [] : [{ name, value }];
}

/** For people: no setting of the credentials file says when its keys end. */
function expiryComment(credentials: Credentials): string[] {
  const expiration = isSession(credentials) ? credentials.expiration : undefined;
  return expiration ? [`# expires ${formatExpiration(expiration)}`] : [];
}
