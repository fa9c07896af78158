import type { Environment } from '../../ground/environment.ts';
import type { NoCode } from '../../session/ports.ts';
import { kdialog } from './kdialog.ts';
import { osascript } from './osascript.ts';
import { powershell } from './powershell.ts';
import type { WindowProgram } from './window.ts';
import { zenity } from './zenity.ts';

/** The programs that can show a window on this desktop, the likeliest first. */
export function desktopPrograms(
  env: Environment,
  platform: NodeJS.Platform,
): readonly [WindowProgram, ...WindowProgram[]] | NoCode {
  if (!hasDisplay(env, platform)) return { because: 'there is no display' };
  if (platform === 'darwin') return [osascript];
  if (platform === 'win32') return [powershell];
  return isKde(env) ? [kdialog, zenity] : [zenity, kdialog];
}

/** Somebody who is logged in to a Mac or a PC over SSH does not see its windows. */
export function hasDisplay(env: Environment, platform: NodeJS.Platform): boolean {
  if (platform === 'darwin' || platform === 'win32') return !env['SSH_CONNECTION'];
  return Boolean(env['DISPLAY']) || Boolean(env['WAYLAND_DISPLAY']);
}

/** Whose windows share a screen. */
export function displayName(env: Environment): string {
  return env['WAYLAND_DISPLAY'] || env['DISPLAY'] || 'the display';
}

/** `KDE`, or a list such as `ubuntu:GNOME`. */
function isKde(env: Environment): boolean {
  return env['XDG_CURRENT_DESKTOP']?.split(':').includes('KDE') === true;
}
