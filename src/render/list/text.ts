import { profileWord } from '../../words/shell-word.ts';
import { printable } from '../../words/text.ts';
import { describeSource } from '../values/key-source.ts';
import type { Glyphs } from '../screen/glyphs.ts';
import { fitTwo, shorten } from '../screen/shorten.ts';
import type { Style } from '../screen/style.ts';
import { alignColumns, gap, widthOf } from '../screen/table.ts';
import { growForest } from './forest.ts';
import { itemsOf, type Item, type Prospect } from './items.ts';
import { isBroken, type BrokenProfile, type Overview, type WorkingProfile } from './overview.ts';

/** What a picture is drawn on, and with. */
export interface Canvas {
  readonly columns: number;
  readonly style: Style;
  readonly glyphs: Glyphs;
}

/** For people: each base with all that comes of it as a tree, then what is broken. No line is wider than the canvas. */
export function renderList({ profiles, now }: Overview, canvas: Canvas): string {
  const bases = growForest(
    profiles.filter((listed): listed is WorkingProfile => !isBroken(listed)),
  );
  const trees = bases.map((base) => branch(itemsOf(base, now), canvas.glyphs));
  const [head = '', ...lines] = drawLines([titles, ...trees.flat()], canvas);
  const blocks = bases.map(({ source }, index) => [
    canvas.style.strong(shortened(printable(describeSource(source)), canvas.columns, canvas)),
    ...lines.splice(0, trees[index]?.length ?? 0),
  ]);
  const broken = profiles.filter(isBroken);
  const all = [
    ...(blocks.length === 0 ? [] : [[canvas.style.faint(head)]]),
    ...blocks,
    ...(broken.length === 0 ? [] : [drawBroken(broken, canvas)]),
  ];
  return all.map((block) => `${block.join('\n')}\n`).join('\n');
}

interface Line extends Omit<Item, 'items' | 'prospect'> {
  readonly branches: string;
  readonly now: string;
  readonly look: keyof Style;
}

const titles: Line = {
  branches: '',
  name: 'profile',
  role: 'account and role',
  left: 'left',
  now: 'now',
  look: 'faint',
};

/** What a use now would come to, in a word. */
const prospects: Readonly<Record<Prospect, readonly [now: string, look: keyof Style]>> = {
  'no call': ['as it is', 'faint'],
  cached: ['cached', 'good'],
  silent: ['silent', 'accent'],
  prompt: ['asks', 'warning'],
  AWSMFA_TOKEN_CODE: ['has code', 'accent'],
  mfa_process: ['mfa_process', 'accent'],
  nobody: ['needs code', 'bad'],
  'depends on the base': ['may ask', 'warning'],
};

function branch(items: readonly Item[], glyphs: Glyphs, indent = ''): readonly Line[] {
  return items.flatMap(({ items: below, prospect, ...item }, index) => {
    const isLast = index === items.length - 1;
    const [now, look] = prospect === undefined ? (['', 'faint'] as const) : prospects[prospect];
    const branches = indent + (isLast ? glyphs.last : glyphs.fork);
    const safe = { name: printable(item.name), role: printable(item.role) };
    const line: Line = { ...item, ...safe, branches, now, look };
    return [line, ...branch(below, glyphs, indent + (isLast ? '   ' : glyphs.past))];
  });
}

function drawLines(lines: readonly Line[], canvas: Canvas): string[] {
  const { style } = canvas;
  const others = widthOf(lines.map(({ left }) => left)) + widthOf(lines.map(({ now }) => now));
  const room = canvas.columns - others - 3 * gap.length;
  const [nameWidth, roleWidth] = fitTwo(
    widthOf(lines.map(({ branches, name }) => branches + name)),
    widthOf(lines.map(({ role }) => role)),
    room,
  );
  const cells = lines.map(({ branches, name, role, left, now, look }) => {
    const tree = shortened(branches + name, nameWidth, canvas);
    return [
      style.faint(tree.slice(0, branches.length)) + tree.slice(branches.length),
      shortened(role, roleWidth, canvas),
      left,
      style[look](now),
    ];
  });
  return [...alignColumns(cells)];
}

/** What is wrong in a word, and the command that tells more. */
function drawBroken(profiles: readonly BrokenProfile[], canvas: Canvas): readonly string[] {
  const { style, glyphs, columns } = canvas;
  const lines = profiles.map(({ profile, failure }, index) => ({
    branches: index === profiles.length - 1 ? glyphs.last : glyphs.fork,
    name: printable(profile),
    word: failure.word,
    command: `awsmfa explain ${profileWord(printable(profile))}`,
  }));
  const room = columns - widthOf(lines.map(({ word }) => word)) - 2 * gap.length;
  const [nameWidth, commandWidth] = fitTwo(
    widthOf(lines.map(({ branches, name }) => branches + name)),
    widthOf(lines.map(({ command }) => command)),
    room,
  );
  const cells = lines.map(({ branches, name, word, command }) => {
    const tree = shortened(branches + name, nameWidth, canvas);
    return [
      style.faint(tree.slice(0, branches.length)) + tree.slice(branches.length),
      style.bad(word),
      shortened(command, commandWidth, canvas),
    ];
  });
  return [style.bad('broken'), ...alignColumns(cells)];
}

function shortened(text: string, columns: number, { glyphs }: Canvas): string {
  return shorten(text, columns, glyphs.ellipsis);
}
