import { Failure } from '../ground/failure.ts';
import type { Environment } from '../ground/environment.ts';
import { Secret } from '../ground/secret.ts';
import type { ProgramResult } from '../host/process/run-program.ts';
import { helperGraceMs, helperMs } from '../session/deadlines.ts';
import { describeDuration } from '../words/duration.ts';
import { parseJsonObject } from '../words/json-object.ts';
import { keychainFailure, noAnswer } from './keychain-failure.ts';
import type { KeychainAnswer, KeychainRequest } from './keychain-program.ts';

/** What is kept under the name `awsmfa` in the keychain of the operating system, by account. */
export interface Keychain {
  get(account: string): Promise<Secret | undefined>;
  set(account: string, secret: Secret): Promise<void>;
  /** Returns whether there was anything. */
  remove(account: string): Promise<boolean>;
  accounts(): Promise<readonly string[]>;
}

export interface KeychainOptions {
  readonly env: Environment;
  readonly platform: NodeJS.Platform;
  /** Runs `keychain-program` with this standard input. */
  readonly run: (input: string, limits: KeychainLimits) => Promise<ProgramResult>;
  readonly timeoutMs?: number;
}

export interface KeychainLimits {
  readonly env: Environment;
  readonly timeoutMs: number;
  readonly graceMs: number;
  readonly maxBytes: number;
}

/** Far more than all keys of anybody. */
const maxBytes = 256 * 1024;

/**
 * The keychain, opened in a process of its own: its library blocks the thread it is called on, for as long as a person
 * looks at the dialog that unlocks it, and for ever where a session bus does not respond. Another process can be
 * killed. Secrets go to it and come from it by a pipe.
 *
 * Every call throws a Failure where the keychain is locked, missing, denied or does not respond.
 */
export function createKeychain(options: KeychainOptions): Keychain {
  const ask = (request: KeychainRequest) => askProgram(request, options);
  return {
    async get(account) {
      const { value } = await ask({ does: 'get', account });
      return typeof value === 'string' ? new Secret(value) : undefined;
    },
    async set(account, secret) {
      await ask({ does: 'set', account, secret: secret.reveal() });
    },
    async remove(account) {
      return (await ask({ does: 'remove', account })).value === true;
    },
    async accounts() {
      const { value } = await ask({ does: 'list' });
      return Array.isArray(value) ? value.map(String) : [];
    },
  };
}

async function askProgram(
  request: KeychainRequest,
  { env, platform, run, timeoutMs = helperMs }: KeychainOptions,
): Promise<KeychainAnswer> {
  const limits = { env: envOfProgram(env), timeoutMs, graceMs: helperGraceMs, maxBytes };
  const result = await run(JSON.stringify(request), limits);
  const answer = answerOf(result, timeoutMs);
  if (answer.error !== undefined) throw keychainFailure(answer.error, platform);
  return answer;
}

/** Variables that make a Node program print or load more would disturb the answer. */
function envOfProgram(env: Environment): Environment {
  const { AWSMFA_TOKEN_CODE: _code, ...others } = env;
  const { NODE_OPTIONS: _node, NODE_DEBUG: _debug, BUN_OPTIONS: _bun, ...quiet } = others;
  return quiet;
}

/** @throws Failure if the program gave no answer. */
function answerOf(result: ProgramResult, timeoutMs: number): KeychainAnswer {
  switch (result.ended) {
    case 'exit': {
      const answer = parseJsonObject(result.stdout);
      if (answer !== undefined) return answer;
      throw noAnswer(`ended with status ${result.status}`);
    }
    case 'signal':
      throw noAnswer(`was terminated by ${result.signal}`);
    case 'timeout':
      throw noAnswer(`did not respond within ${describeDuration(timeoutMs / 1000)}`);
    case 'too much output':
      throw noAnswer('returned more than any keys take');
    case 'caller gone':
      throw new Failure(
        'storage',
        'the keychain was left: the program that asked for credentials has exited',
      );
    case 'not started':
      throw noAnswer(`could not be opened (${result.reason})`);
  }
}
