import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { jane } from '../../support/five-accounts.ts';
import {
  awsMfaFiles,
  nativeFiles,
  sessionFiles,
  sharedSessionFiles,
  vegasFiles,
  wiredFiles,
} from './dialects.ts';
import { findProgram } from './find.ts';
import type { Found, Peer, Place } from './peer.ts';

/** To add a tool is to add a row. */
export function peers(): readonly Peer[] {
  const rows = [...awsCli('1'), ...awsCli('2'), awsume, awsMfa, sharedSession, ...goPeers];
  return rows.map((row) => ({ ...inPython, ...row }));
}

const inPython = {
  proof: /ASIA\w{16}/,
  clock: 'by the C library',
} as const;

type Row = Omit<Peer, keyof typeof inPython> & Partial<Peer>;

/** A build of awsmfa. */
export function awsmfa(found: Found): Peer {
  return {
    ...inPython,
    name: 'awsmfa',
    shown: 'awsmfa credential-process --profile prod',
    find: () => found,
    args: (profile) => ['credential-process', '--profile', profile],
    files: wiredFiles,
    hasEndpointInFiles: true,
    memory: ['.aws/awsmfa'],
    question: /MFA code for arn/,
    codeBy: (code) => ({ AWSMFA_TOKEN_CODE: code }),
    // A plan is remembered once the files have been left alone for a while.
    isSettled: (home) => existsSync(join(home, '.aws/awsmfa/plans/70726f64.json')),
  };
}

/** With credentials that cost nothing, with its own cache, and with awsmfa behind `credential_process`. */
function awsCli(major: '1' | '2'): readonly Row[] {
  const cli = {
    name: 'AWS CLI',
    major,
    shown: 'aws sts get-caller-identity --profile prod',
    find: () => findProgram('aws', new RegExp(String.raw`^aws-cli/(${major}\.[\d.]+)`)),
    args: (profile: string) => ['sts', 'get-caller-identity', '--profile', profile],
    proof: /:assumed-role\//,
    memory: [],
    question: /Enter MFA code for/,
  };
  const through = (what: keyof Place['awsmfaOn']): Row => ({
    ...cli,
    way: `through awsmfa${what === 'node' ? ' on Node' : ', single file'}`,
    files: wiredFiles,
    env: ({ awsmfaOn }) => ({ PATH: `${awsmfaOn[what]}:/usr/bin:/bin` }),
    memory: ['.aws/awsmfa'],
    question: /MFA code for arn/,
    codeBy: (code) => ({ AWSMFA_TOKEN_CODE: code }),
    isTimedOnly: true,
  });
  return [
    { ...cli, way: 'a session in a file', files: sessionFiles, isTimedOnly: true },
    { ...cli, way: 'its own cache', files: nativeFiles, memory: ['.aws/cli'] },
    through('node'),
    through('single file'),
  ];
}

const awsume: Row = {
  name: 'awsume',
  shown: 'awsumepy prod',
  find: () => findProgram('awsumepy', /^([\d.]+)/, (file) => [file, '-v']),
  args: (profile) => [profile],
  files: nativeFiles,
  memory: ['.awsume/cache'],
  question: /Enter MFA token:/,
};

const findAwsMfa = () =>
  findProgram('aws-mfa', /^([\d.]+)/, (file) => {
    const version = "import importlib.metadata as m; print(m.version('aws-mfa'))";
    // It does not tell its version, but the Python in its first line knows.
    return ['sh', '-c', `"$(sed -n '1s/^#!//p' "$1")" -c "$2"`, 'sh', file, version];
  });

const awsMfa: Row = {
  name: 'aws-mfa',
  way: 'a session for each role',
  shown: 'aws-mfa --profile prod',
  find: findAwsMfa,
  args: (profile) => ['--profile', profile],
  files: awsMfaFiles,
  memory: ['.aws/credentials'],
  question: /Enter AWS MFA code/,
  proof: /still valid|Success!/,
};

/** What somebody does who has many roles: one session, and the AWS CLI assumes them. */
const sharedSession: Row = {
  ...awsMfa,
  way: 'one session, and the AWS CLI',
  shown: 'aws-mfa --profile mfa && aws sts get-caller-identity --profile prod',
  find() {
    const found = findAwsMfa();
    const aws = findProgram('aws', /^aws-cli\/([\d.]+)/);
    if (found === undefined || aws === undefined) return undefined;
    const both = '"$1" --profile mfa && "$2" sts get-caller-identity --profile "$3"';
    return { ...found, start: ['sh', '-c', both, 'sh', found.file, aws.file] };
  },
  args: (profile) => [profile],
  files: sharedSessionFiles,
  memory: ['.aws/credentials', '.aws/cli'],
  proof: /:assumed-role\//,
};

const vault = { AWS_VAULT_BACKEND: 'file', AWS_VAULT_FILE_PASSPHRASE: 'bench' };

/** By their documentation: where this is developed they cannot be had. */
const goPeers: readonly Row[] = [
  {
    name: 'aws-vault',
    shown: 'aws-vault exec --json prod',
    earlier: earlier('7.3', 0.36, 'of 20 at once 2 at most got credentials'),
    find: () => findProgram('aws-vault', /v?(\d[\w.-]*)/),
    args: (profile) => ['exec', '--json', profile],
    files: nativeFiles,
    env: () => vault,
    setUp: {
      args: ['add', '--env', 'management'],
      env: {
        AWS_ACCESS_KEY_ID: jane.accessKeyId,
        AWS_SECRET_ACCESS_KEY: jane.secretAccessKey,
      },
    },
    memory: ['.awsvault'],
    question: /Enter MFA code for/,
    clock: 'by itself',
  },
  {
    name: 'aws-runas',
    shown: 'aws-runas -O json prod',
    earlier: earlier('3.8', 0.4, '20 at once asked 20 times, and not all got credentials'),
    find: () => findProgram('aws-runas', /(\d[\w.-]*)/),
    args: (profile) => ['-O', 'json', profile],
    files: nativeFiles,
    memory: ['.aws'],
    question: /Enter MFA Code/i,
    clock: 'by itself',
  },
  {
    name: 'granted',
    shown: 'granted credential-process --profile prod',
    earlier: earlier('0.39', 0.45, 'of 20 at once 2 at most got credentials'),
    find: () => findProgram('granted', /(\d[\w.-]*)/),
    args: (profile) => ['credential-process', '--profile', profile],
    files: nativeFiles,
    // It keeps sessions in the desktop's keychain.
    env: () => ({ DBUS_SESSION_BUS_ADDRESS: process.env['DBUS_SESSION_BUS_ADDRESS'] ?? '' }),
    memory: ['.granted'],
    question: /MFA Token/i,
    clock: 'by itself',
  },
  {
    name: 'vegas-credentials',
    shown: 'vegas-credentials assume --profile prod',
    earlier: earlier('0.14', 1.1, '20 at once asked 4 times, and all got credentials'),
    find: () => findProgram('vegas-credentials', /(\d[\w.-]*)/, (file) => [file, 'version']),
    args: (profile) => ['assume', '--profile', profile],
    files: vegasFiles,
    memory: ['.cache', '.local'],
    question: /Enter MFA Code/i,
    clock: 'by itself',
  },
];

/** @param ratio of the CPU time of a hit to that of an empty Node 20, which is comparable with other runs */
function earlier(version: string, ratio: number, atOnce: string): string {
  return `in November 2026, on a machine like this, version ${version} took ${ratio.toFixed(2)} times the CPU time of an empty Node 20 for a hit, and ${atOnce}`;
}
