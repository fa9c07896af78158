import { renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { stateOf } from '../../src/recall/file-state.ts';
import { memoryFile, recallPlan } from '../../src/recall/recall.ts';
import { lookAt, rememberPlan } from '../../src/recall/remember.ts';
import { defaultRunOptions } from '../../src/run/run-options.ts';
import { startRun } from '../../src/run/run.ts';
import type { Host } from '../../src/host/host.ts';
import { newFolder } from '../support/new-folder.ts';

/** Longer than the clock of any file system here stands still: a tick of the kernel is 10 ms at most. */
const patienceMs = 20;

const longAgo = new Date('2026-01-01T00:00:00Z');

const uid = process.getuid?.();

const rewriting = ['in place', 'renamed over', 'with its old times'] as const;
const others = ['config removed', 'other key', 'nothing'] as const;

/** One change of what a plan is resolved from, or none; all texts are of the same length. */
type Edit =
  | { readonly how: (typeof rewriting)[number]; readonly account: number }
  | { readonly how: (typeof others)[number] }
  | { readonly how: 'variable'; readonly account: number | undefined };

const account = fc.integer({ min: 1, max: 4 });
const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({ how: fc.constantFrom(...rewriting), account }),
  fc.record({ how: fc.constantFrom(...others) }),
  fc.record({
    how: fc.constant('variable' as const),
    account: fc.option(account, { nil: undefined }),
  }),
);

/** A home in which somebody edits. */
class Scene {
  readonly #folder = newFolder();
  readonly #config = join(this.#folder, 'config');
  readonly #credentials = join(this.#folder, 'credentials');
  readonly #program = join(this.#folder, 'program');
  readonly plans = join(this.#folder, 'plans');
  env: Record<string, string> = {
    HOME: this.#folder,
    AWS_CONFIG_FILE: this.#config,
    AWS_SHARED_CREDENTIALS_FILE: this.#credentials,
  };

  constructor() {
    writeFileSync(this.#config, configOf(1));
    utimesSync(this.#config, longAgo, longAgo);
    writeFileSync(this.#credentials, keyOf(1));
    writeFileSync(this.#program, '');
  }

  make(change: Edit): void {
    if (change.how === 'variable') this.#setRole(change.account);
    else if (change.how === 'config removed') rmSync(this.#config, { force: true });
    else if (change.how === 'other key') writeFileSync(this.#credentials, keyOf(2));
    else if ('account' in change) this.#rewrite(change.how, configOf(change.account));
  }

  #rewrite(how: (typeof rewriting)[number], text: string): void {
    const target = how === 'renamed over' ? `${this.#config}.new` : this.#config;
    writeFileSync(target, text);
    if (how === 'renamed over') renameSync(target, this.#config);
    if (how === 'with its old times') utimesSync(target, longAgo, longAgo);
  }

  #setRole(number: number | undefined): void {
    const { AWSMFA_ROLE_ARN: _, ...others } = this.env;
    this.env = number === undefined ? others : { ...others, AWSMFA_ROLE_ARN: roleOf(number) };
  }

  recall() {
    return recallPlan(this.plans, 'prod', this.asking);
  }

  /** Resolves until a plan is kept; a configuration that does not add up has none. */
  async untilRemembered(): Promise<void> {
    const isRemembered = () => this.resolve() === undefined || this.recall() !== undefined;
    await vi.waitUntil(isRemembered, { interval: 5, timeout: 10_000 });
  }

  get asking() {
    return { env: this.env, uid, programFile: this.#program };
  }

  /** As `credential-process` does it. */
  resolve(): string | undefined {
    const files = lookAt([this.#program, this.#config, this.#credentials]);
    const started = performance.now();
    const run = startRun(this.#host(), defaultRunOptions);
    const key = keyFrom(() => run.resolve('prod', 'renewing').plan.steps.at(-1)?.key);
    const variables = run.inputs.seen();
    if (key === undefined || files === undefined || variables === undefined) return key;
    const memory = { profile: 'prod', plan: { key }, files, variables };
    rememberPlan(this.plans, memory, uid, performance.now() - started, patienceMs);
    return key;
  }

  #host(): Host {
    const asked = () => {
      throw new Error('not to be asked for');
    };
    return {
      ...this.asking,
      home: this.#folder,
      platform: process.platform,
      userName: 'jane',
      workingDirectory: '/',
      pid: process.pid,
      nodeVersion: process.versions.node,
      now: () => new Date(),
      out: asked,
      outIsTerminal: asked,
      outColumns: asked,
      finishFirst: asked,
      err: asked,
      readLine: asked,
    };
  }
}

/** A configuration that does not add up has no plan, which is as much of an answer. */
function keyFrom<T>(resolve: () => T): T | undefined {
  try {
    return resolve();
  } catch {
    return undefined;
  }
}

function roleOf(number: number): string {
  return `arn:aws:iam::${String(number).repeat(12)}:role/admin`;
}

function configOf(number: number): string {
  return `[profile prod]\nrole_arn = ${roleOf(number)}\nsource_profile = base\n[profile base]\nmfa_serial = arn:aws:iam::111111111111:mfa/jane\n`;
}

function keyOf(number: number): string {
  return `[base]\naws_access_key_id = AKIAJANEJANEJANEJAN${number}\naws_secret_access_key = secret\n`;
}

test('whatever is edited, and however quickly, a recalled plan is the one that would be resolved', async () => {
  const outcomes = { recalled: 0, resolved: 0 };
  await fc.assert(
    fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 4 }), async (edits) => {
      const scene = new Scene();
      for (const change of edits) {
        await scene.untilRemembered();
        scene.make(change);
        const plan = scene.recall();
        outcomes[plan === undefined ? 'resolved' : 'recalled'] += 1;
        if (plan !== undefined) expect(plan).toEqual({ key: scene.resolve() });
      }
    }),
    { numRuns: 30 },
  );
  // It was about both.
  expect(outcomes.recalled).toBeGreaterThan(0);
  expect(outcomes.resolved).toBeGreaterThan(0);
});

test('a plan is recalled only by the program that kept it', async () => {
  const scene = new Scene();
  await scene.untilRemembered();
  expect(
    recallPlan(scene.plans, 'prod', { ...scene.asking, programFile: '/other' }),
  ).toBeUndefined();
});

test('a damaged memory is as good as none', async () => {
  const scene = new Scene();
  await scene.untilRemembered();
  const file = memoryFile(scene.plans, 'prod');
  for (const text of ['', '{', '[]', 'null', '{"profile":"prod"}']) {
    writeFileSync(file, text);
    expect(scene.recall()).toBeUndefined();
  }
});

test('a file that was edited a moment ago is not vouched for', () => {
  const scene = new Scene();
  scene.resolve();
  expect(stateOf(memoryFile(scene.plans, 'prod'))).toBe('none');
});

test.each([
  ['a secret', { AWS_SECRET_ACCESS_KEY: 'secret' }],
  ['a password', { AWS_ENDPOINT_URL_STS: 'https://jane:secret@sts.example' }],
])('nothing is kept of a run that looked at %s', (_what, variables) => {
  const folder = newFolder();
  const plan = { key: 'a'.repeat(64) as never };
  rememberPlan(join(folder, 'plans'), { profile: 'p', plan, files: [], variables }, uid, 0, 0);
  expect(stateOf(join(folder, 'plans'))).toBe('none');
  rememberPlan(join(folder, 'plans'), { profile: 'p', plan, files: [], variables: {} }, uid, 0, 0);
  expect(stateOf(memoryFile(join(folder, 'plans'), 'p'))).not.toBe('none');
});
