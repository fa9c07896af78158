import { styleText } from 'node:util';
import type { Environment } from '../../ground/environment.ts';

type Paint = (text: string) => string;

/** How text is set off for a reader; each is the text itself where there is no colour. */
export interface Style {
  readonly strong: Paint;
  readonly faint: Paint;
  readonly good: Paint;
  readonly warning: Paint;
  readonly bad: Paint;
  readonly accent: Paint;
}

/** Colour is for a terminal, unless `NO_COLOR` says otherwise or the terminal has none. */
export function styleFor(reader: 'terminal' | 'other', env: Environment): Style {
  return reader === 'terminal' && !env['NO_COLOR'] && env['TERM'] !== 'dumb' ? coloured : plain;
}

const asItIs: Paint = (text) => text;

export const plain: Style = {
  strong: asItIs,
  faint: asItIs,
  good: asItIs,
  warning: asItIs,
  bad: asItIs,
  accent: asItIs,
};

const coloured: Style = {
  strong: painted('bold'),
  faint: painted('dim'),
  good: painted('green'),
  warning: painted('yellow'),
  bad: painted('red'),
  accent: painted('cyan'),
};

/** Whether to use colour has been decided by now, so Node must not look at the environment again. */
function painted(format: 'bold' | 'dim' | 'green' | 'yellow' | 'red' | 'cyan'): Paint {
  return (text) => (text === '' ? '' : styleText(format, text, { validateStream: false }));
}
