import { spawnSync } from 'node:child_process';
import type { Home } from '../support/awsmfa.ts';
import { projectRoot } from '../support/bundle.ts';
import { installed } from '../support/installed.ts';

/** A real client of AWS that asks STS who it is, by a profile, and prints the ARN. */
export interface Client {
  readonly title: string;
  command(profile: string, home: Home): readonly string[];
  /** Older clients know no `AWS_ENDPOINT_URL`: where they assume a role themselves, they call the real AWS. */
  readonly assumesRoles: 'at the stand-in' | 'at the real AWS';
}

/** Node finds packages from where a script on the command line is run. */
export const clientFolder = projectRoot;

/** All that are on this machine. */
export function findClients(): readonly Client[] {
  return [
    ...installed('aws').flatMap(awsCli),
    ...installed('python3').flatMap(boto3),
    javascript('JS SDK v3, default chain', ''),
    javascript(
      'JS SDK v3, fromIni',
      "import { fromIni } from '@aws-sdk/credential-provider-ini'; config.credentials = fromIni({ profile });",
    ),
  ];
}

function awsCli(program: string): readonly Client[] {
  const { stdout } = spawnSync(program, ['--version'], { encoding: 'utf8' });
  const version = /^aws-cli\/(\d+)\.(\d+)\.(\d+)/.exec(stdout);
  if (version === null) return [];
  const [major = 0, minor = 0] = version.slice(1).map(Number);
  const knowsEndpointVariable = major === 2 ? minor >= 13 : minor >= 29;
  return [
    {
      title: `AWS CLI ${version.slice(1).join('.')}`,
      command: (profile, { standIn }) => [
        ...[program, 'sts', 'get-caller-identity', '--query', 'Arn', '--output', 'text'],
        ...['--profile', profile, '--endpoint-url', standIn.endpoint],
      ],
      assumesRoles: knowsEndpointVariable ? 'at the stand-in' : 'at the real AWS',
    },
  ];
}

function boto3(program: string): readonly Client[] {
  const show = 'import boto3; print(boto3.__version__)';
  const { status, stdout } = spawnSync(program, ['-c', show], { encoding: 'utf8' });
  if (status !== 0) return [];
  const [major = 0, minor = 0] = stdout.split('.').map(Number);
  const script = `import boto3, sys
sts = boto3.Session(profile_name=sys.argv[1]).client("sts", endpoint_url=sys.argv[2])
print(sts.get_caller_identity()["Arn"])`;
  return [
    {
      title: `boto3 ${stdout.trim()}`,
      command: (profile, { standIn }) => [program, '-c', script, profile, standIn.endpoint],
      assumesRoles: major > 1 || minor >= 28 ? 'at the stand-in' : 'at the real AWS',
    },
  ];
}

/** The SDK's own warning about Node 20 is none of ours. */
function javascript(title: string, provider: string): Client {
  const script = `
    process.removeAllListeners('warning');
    const [profile] = process.argv.slice(1);
    const config = {};
    process.env.AWS_PROFILE = profile;
    ${provider.replace(/import (.*?) from (.*?);/, 'const $1 = await import($2);')}
    const { STSClient, GetCallerIdentityCommand } = await import('@aws-sdk/client-sts');
    console.log((await new STSClient(config).send(new GetCallerIdentityCommand({}))).Arn);
  `;
  return {
    title,
    command: (profile) => [process.execPath, '--input-type=module', '-e', script, profile],
    assumesRoles: 'at the stand-in',
  };
}
