import { execFile, type ExecFileException } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

type Env = Readonly<Record<string, string>>;

/** Who AWS says is calling. */
export interface Identity {
  readonly Account: string;
  readonly Arn: string;
}

/** A program that knows nothing of awsmfa but the `credential_process` line of its profile. */
export interface Client {
  /** The command as a person would type it. */
  command(profile: string): string;
  /** @throws ProgramFailure */
  identity(profile: string): Promise<Identity>;
}

/** The AWS CLI where it is installed, else the AWS SDK for JavaScript. */
export function findClient(env: Env): Client {
  return isOnPath('aws', env) ? awsCli(env) : javaScriptSdk(env);
}

function awsCli(env: Env): Client {
  const command = ['sts', 'get-caller-identity', '--output', 'json', '--profile'];
  // Version 2.9, which is Debian's, does not read AWS_ENDPOINT_URL and would call the real AWS.
  const endpoint = ['--endpoint-url', env['AWS_ENDPOINT_URL_STS'] ?? ''];
  return {
    command: (profile) => `aws sts get-caller-identity --profile ${profile}`,
    identity: async (profile) => parse(await run('aws', [...command, profile, ...endpoint], env)),
  };
}

function javaScriptSdk(env: Env): Client {
  const program = join(import.meta.dirname, 'whoami.cjs');
  return {
    command: (profile) => `node whoami.cjs ${profile}  # AWS SDK for JavaScript`,
    identity: async (profile) => parse(await run(process.execPath, [program, profile], env)),
  };
}

function parse(json: string): Identity {
  return JSON.parse(json) as Identity;
}

/** A program that did not end well; the message is what it said on stderr. */
export class ProgramFailure extends Error {}

/**
 * Runs a program in this terminal, without its standard input, and resolves to its stdout.
 *
 * @throws ProgramFailure
 */
export async function run(file: string, args: readonly string[], env: Env): Promise<string> {
  try {
    const running = promisify(execFile)(file, [...args], { env });
    running.child.stdin?.end();
    return (await running).stdout;
  } catch (error) {
    const { stderr = '', message } = error as ExecFileException;
    throw new ProgramFailure(stderr.trim() || message);
  }
}

function isOnPath(name: string, env: Env): boolean {
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.some((folder) => isExecutable(join(folder, name)));
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
