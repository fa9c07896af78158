import fc from 'fast-check';
import { program } from './setting-up.ts';

/** Config and credentials files as people have them, with leftovers of every tool that setup knows. */
export interface MadeUp {
  readonly config: string;
  readonly credentials: string;
}

/** Of the profiles that may be in them. */
export const names = [
  'default',
  'management',
  'prod',
  'dev',
  'mfa',
  'hub',
  'my prod',
  'mfa-long-term',
  'identity',
];
const name = fc.constantFrom(...names);
const serial = fc.constantFrom('arn:aws:iam::111111111111:mfa/jane', 'GAHT12345678');
const role = fc
  .tuple(fc.constantFrom('222222222222', '333333333333'), fc.constantFrom('admin', 'team/reader'))
  .map(([account, path]) => `arn:aws:iam::${account}:role/${path}`);

const line = fc.oneof(
  fc
    .tuple(
      fc.constantFrom('awsmfa', 'npx awsmfa', program.join(' '), '/gone/node /gone/awsmfa'),
      name,
    )
    .map(([start, of]) => `${start} credential-process --profile "${of}"`),
  fc
    .tuple(fc.constantFrom('exec --json', 'export --format=json', 'exec --json --no-session'), name)
    .map(([how, of]) => `aws-vault ${how} "${of}"`),
  name.map((of) => `vegas-credentials assume --profile "${of}"`),
  fc.constantFrom('other-helper', 'awsmfa credential-process --profile prod --duration 30m'),
);

type Lines = fc.Arbitrary<readonly string[]>;

function some(lines: Readonly<Record<string, fc.Arbitrary<string>>>): Lines {
  const each = Object.entries(lines).map(([key, value]) =>
    fc.option(
      value.map((text) => `${key} = ${text}`),
      { nil: undefined, freq: 1 },
    ),
  );
  return fc.tuple(...each).map((made) => made.filter((text) => text !== undefined));
}

const chain = {
  mfa_serial: serial,
  region: fc.constantFrom('eu-central-1', 'us-east-1'),
  duration_seconds: fc.constantFrom('900', '7200'),
  external_id: fc.constantFrom('agreed/id:1', 'x # y'),
  role_session_name: fc.constant('jane'),
};
const longKey = fc.constantFrom('AKIAJANEJANEJANEJAN1', 'AKIAJANEJANEJANEJAN2');

const key: Lines = longKey.map((id) => [
  `aws_access_key_id = ${id}`,
  `aws_secret_access_key = canary/${id}`,
]);
const sessionKeys: Lines = fc
  .constantFrom('ASIAOLD1', 'AKIAJANEJANEJANEJAN1')
  .map((id) => [
    `aws_access_key_id = ${id}`,
    'aws_secret_access_key = canary/session',
    'aws_session_token = canary/token',
    'expiration = 2020-01-01',
  ]);
/** Most chains start from the one key that is always there. */
const start = fc.oneof(
  { weight: 4, arbitrary: fc.constant('management') },
  { weight: 1, arbitrary: name },
);
const source = start.map((of) => `source_profile = ${of}`);

const body: Lines = fc.oneof(
  {
    weight: 4,
    arbitrary: all(
      role.map((arn) => [`role_arn = ${arn}`]),
      lineOf(source),
      some(chain),
    ),
  },
  { weight: 2, arbitrary: key },
  { weight: 1, arbitrary: all(key, some({ mfa_serial: serial })) },
  { weight: 1, arbitrary: sessionKeys },
  {
    weight: 1,
    arbitrary: all(
      fc.constant(['aws_account_id = 222222222222', 'role_name = admin', 'color = ff0000']),
      lineOf(source),
      some(chain),
    ),
  },
  {
    weight: 1,
    arbitrary: all(
      role.map((arn) => [`vegas_role_arn = ${arn}`]),
      lineOf(start.map((of) => `vegas_source_profile = ${of}`)),
      some({ ...chain, credential_process: line }),
    ),
  },
  {
    weight: 2,
    arbitrary: all(lineOf(line.map((text) => `credential_process = ${text}`)), some(chain)),
  },
  {
    weight: 1,
    arbitrary: all(
      role.map((arn) => [`role_arn = ${arn}`, `awsmfa_role_arn = ${arn}`]),
      lineOf(source),
      some({ credential_process: line, awsmfa_mfa_serial: serial }),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      ['sso_session = corp', 'sso_account_id = 222222222222', 'sso_role_name = x'],
      ['credential_source = Ec2InstanceMetadata', 'role_arn = arn:aws:iam::222222222222:role/x'],
      ['web_identity_token_file = /token', 'role_arn = arn:aws:iam::222222222222:role/x'],
      [
        'include_profile = management',
        'role_arn = arn:aws:iam::222222222222:role/x',
        'source_profile = management',
      ],
      ['region = eu-west-1'],
    ),
  },
);

function lineOf(text: fc.Arbitrary<string>): Lines {
  return text.map((each) => [each]);
}

function all(...parts: readonly Lines[]): Lines {
  return fc.tuple(...parts).map((lines) => lines.flat());
}

const noise = fc.constantFrom('', '# a comment of mine', '  ', 'output = json', 'cli_pager =');

function section(header: (name: string) => string): fc.Arbitrary<string> {
  return fc.tuple(name, body, noise).map(([of, lines, more]) => {
    const unique = [
      ...new Map([...lines, more].map((text) => [text.split(' = ')[0], text])).values(),
    ];
    return [`[${header(of)}]`, ...unique, ''].join('\n');
  });
}

const configHeader = (of: string) =>
  of === 'default' ? of : `profile ${of.includes(' ') ? `'${of}'` : of}`;

function file(header: (name: string) => string, most: number): fc.Arbitrary<string> {
  const newline = fc.constantFrom('\n', '\n', '\r\n');
  return fc
    .tuple(fc.array(section(header), { maxLength: most }), newline, fc.boolean())
    .map(([sections, end, isCut]) => {
      const text = sections.join('\n').replaceAll('\n', end);
      return isCut ? text.trimEnd() : text;
    });
}

const keyFile =
  '[management]\naws_access_key_id = AKIAJANEJANEJANEJAN1\naws_secret_access_key = canary/1\n\n';

export const madeUp: fc.Arbitrary<MadeUp> = fc.record({
  config: file(configHeader, 7),
  credentials: file((of) => of, 2).map((text) => keyFile + text),
});
