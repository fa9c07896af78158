import { expect, test } from 'vitest';
import { readScreen } from './screen-cells.ts';
import { renderSvg } from './svg.ts';

test('a picture has the text and the colours of the screen, column by column', async () => {
  const output =
    'a <b>\r\n\u001b[1m日本\u001b[0m \u001b[2mfaint\u001b[0m\u001b[32mgreen\u001b[0m\r\ngone\u001b[2K\r\n';
  const lines = await readScreen(output, 40);
  const svg = renderSvg(lines, 40, 'a & b');
  expect(svg).toContain('<title>a &amp; b</title>');
  expect(
    [...svg.matchAll(/<text x="(.*?)" .*?>(.*)<\/text>/g)].map(([, x, text]) => [x, text]),
  ).toEqual([
    ['20', 'a &lt;b&gt;'],
    ['20', '日本'],
    ['62', 'faint'],
    ['104', 'green'],
  ]);
  expect(svg).toMatch(/font-weight="bold".*日本/);
  expect(svg).toMatch(/fill="#99cc99">green/);
});
