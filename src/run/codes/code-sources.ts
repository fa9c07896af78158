import type { Environment } from '../../ground/environment.ts';
import { Failure } from '../../ground/failure.ts';
import type { TerminalResult } from '../../host/terminal/terminal.ts';
import { promptMs, startDeadline } from '../../session/deadlines.ts';
import { durationForms, parseDuration } from '../../words/duration.ts';
import type { ExecutorPorts, TokenCodeSource } from '../../session/ports.ts';
import type { CodePlan, Plan } from '../../plan/model/plan.ts';
import { createGivenCode } from '../../mfa/given-code.ts';
import { loginCommand, type LoginContext } from '../../session/codes/login-command.ts';
import { whyNotToAsk } from '../../session/codes/why-not-to-ask.ts';
import type { CodeOptions, SourceContext, SourceName } from './source-context.ts';

export interface TokenCodeOptions extends Pick<SourceContext, 'host' | 'folder' | 'lock'> {
  readonly options: CodeOptions & LoginContext;
}

export interface TokenCodes {
  /** Asked in this order: what was given explicitly, then the plan's program or, where it has none, a person. */
  ports(plan: Plan): Pick<ExecutorPorts, 'codes' | 'codeDeadline' | 'login'>;
  /** Waits for a run. If it fails, shows why to the person who was asked for a code, unless standard error shows it. */
  tellingWhy<T>(run: Promise<T>): Promise<T>;
}

/**
 * Where a code may come from when a call needs one: `--token-code`, `AWSMFA_TOKEN_CODE`, the profile's `mfa_process`.
 * Where there is no `mfa_process`, and AWS accepts no code that was given, a person is asked in the ways of the plan's
 * list, unless `whyNotToAsk` has a reason against it (`--no-prompt`, `CI=true`, `none`). Each way finds out for itself
 * whether it works here, and gives way to the next.
 */
export function createTokenCodes(context: TokenCodeOptions): TokenCodes {
  const { host, lock } = context;
  const given = givenCodes(context);
  let terminal: Promise<UsedTerminal> | undefined;
  const openTerminal = async () => (await (terminal ??= useTerminal())).open();
  return {
    ports: (plan) => ({
      codes: [...given, ...askingSources(plan.codes, context, openTerminal)],
      codeDeadline: () => startDeadline(promptTimeout(host.env) ?? promptMs, lock.waitedMs()),
      login: () => loginCommand(plan, context.options),
    }),
    async tellingWhy(run) {
      try {
        return await run;
      } catch (error) {
        if (error instanceof Failure) await (await terminal)?.tell(error);
        throw error;
      }
    },
  };
}

function givenCodes({ host, options }: TokenCodeOptions): readonly TokenCodeSource[] {
  const option = options.tokenCode;
  const variable = host.env['AWSMFA_TOKEN_CODE'];
  return [
    createGivenCode('`--token-code`', async () =>
      option === '-' ? ((await host.readLine()) ?? '') : option,
    ),
    createGivenCode('`AWSMFA_TOKEN_CODE`', () => Promise.resolve(variable || undefined)),
  ];
}

/** The terminal, remembering whether anything was put on it. */
interface UsedTerminal {
  readonly open: () => Promise<TerminalResult>;
  readonly tell: (failure: Failure) => Promise<void>;
}

async function useTerminal(): Promise<UsedTerminal> {
  const { isErrorOutputShown, openTerminal } = await import('../../host/terminal/terminal.ts');
  let isUsed = false;
  return {
    async open() {
      const opened = await openTerminal();
      isUsed ||= 'terminal' in opened;
      return opened;
    },
    async tell(failure) {
      if (!isUsed) return;
      const { tellOnTerminal } = await import('../../mfa/terminal/tell-why.ts');
      await tellOnTerminal(failure, { openTerminal, isErrorOutputShown });
    },
  };
}

/** If `mfa_process` is set, nobody is ever asked. */
function askingSources(
  plan: CodePlan,
  context: TokenCodeOptions,
  openTerminal: () => Promise<TerminalResult>,
): readonly TokenCodeSource[] {
  const lazy = (name: SourceName): TokenCodeSource => {
    let source: Promise<TokenCodeSource> | undefined;
    const open = async () => {
      const { openSource } = await import('./open-source.ts');
      return openSource(name, { ...context, plan, openTerminal });
    };
    return { name, code: async (request) => (await (source ??= open())).code(request) };
  };
  if (plan.mfaProcess !== undefined) return [lazy('mfa_process')];
  const because = whyNotToAsk(context.options.prompting, plan, context.host.env);
  if (because !== undefined) return [{ name: 'nobody', code: () => Promise.resolve({ because }) }];
  const end = plan.prompt.indexOf('none');
  const names = plan.prompt.slice(0, end < 0 ? undefined : end);
  return names.filter((name) => name !== 'none').map(lazy);
}

/** @throws Failure of kind `configuration` for what is no duration. */
function promptTimeout(env: Environment): number | undefined {
  const set = env['AWSMFA_PROMPT_TIMEOUT'];
  if (!set) return undefined;
  const seconds = parseDuration(set);
  if (seconds) return seconds * 1000;
  throw new Failure('configuration', `\`AWSMFA_PROMPT_TIMEOUT\` "${set}" is not a duration`, [
    `use ${durationForms}, or unset it`,
  ]);
}
