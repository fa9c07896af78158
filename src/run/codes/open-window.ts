import { join } from 'node:path';
import { findTerminalName } from '../../host/terminal/terminal-name.ts';
import type { TerminalResult } from '../../host/terminal/terminal.ts';
import { createDismissals } from '../../mfa/memory/dismissals.ts';
import { askpassPrograms } from '../../mfa/windows/askpass.ts';
import { desktopPrograms, displayName, hasDisplay } from '../../mfa/windows/desktop.ts';
import { pinentryPrograms } from '../../mfa/windows/pinentry.ts';
import { createWindow, type WindowOptions } from '../../mfa/windows/window.ts';
import type { TokenCodeSource } from '../../session/ports.ts';
import type { SourceContext } from './source-context.ts';

type Shared = Omit<WindowOptions, 'dismissals' | 'isByHand' | 'takeTurn'>;

/** A source that asks by a program with a window of its own. */
export async function openWindow(
  name: 'dialog' | 'pinentry' | 'askpass',
  context: SourceContext,
  shared: Shared,
): Promise<TokenCodeSource> {
  const { host, folder, lock } = context;
  const { env, platform, uid } = host;
  const options: WindowOptions = {
    ...shared,
    dismissals: createDismissals(folder && join(folder, 'dismissed'), uid),
    isByHand: () => isByHand(context, shared),
    takeTurn: () => lock.acquireDisplay(displayName(env)),
  };
  switch (name) {
    case 'dialog':
      if (await isBehindTerminal(context)) return { name, code: () => Promise.resolve(undefined) };
      return createWindow(name, desktopPrograms(env, platform), options);
    case 'askpass':
      return createWindow(name, askpassPrograms(env), options);
    case 'pinentry':
      return openPinentry(context, options);
  }
}

/**
 * If there is a terminal, the person is asked there, or not at all if awsmfa runs in its background, unless a window
 * comes first in the list.
 */
async function isBehindTerminal({ plan: { prompt } }: SourceContext): Promise<boolean> {
  const isLater = prompt.slice(0, prompt.indexOf('dialog')).includes('tty');
  return isLater && (await findTerminalName()) !== undefined;
}

/** Whether a person runs this: in a shell, or `login`, which no program would run. */
async function isByHand(
  { options: { runBy }, openTerminal }: SourceContext,
  { caller }: Shared,
): Promise<boolean> {
  if (runBy === 'a person') return true;
  return (await caller()) === undefined && nameOf(await openTerminal()) !== undefined;
}

/** It takes turns with questions on the terminal where it may ask there. */
async function openPinentry(
  { host: { env, platform }, lock, openTerminal }: SourceContext,
  options: WindowOptions,
): Promise<TokenCodeSource> {
  const terminal = nameOf(await openTerminal());
  const display = hasDisplay(env, platform) ? 'there' : 'missing';
  const takeTurn = terminal === undefined ? options.takeTurn : lock.acquireTerminal;
  const programs = pinentryPrograms(env, { terminal, display });
  return createWindow('pinentry', programs, { ...options, takeTurn });
}

function nameOf(opened: TerminalResult): string | undefined {
  if ('unavailable' in opened) return undefined;
  opened.terminal.close();
  return opened.terminal.name;
}
