import assert from 'node:assert/strict';
import { tokenCss } from '../../../../reports/style/token-css.ts';

/** Text on its ground: at least 4.5 (WCAG 2.2, 1.4.3). */
const TEXT: readonly (readonly [text: string, ground: string])[] = [
  ...['ink', 'muted', 'link', 'tuned', 'pass', 'fail', 'unsure'].map((text) => [text, 'paper'] as const),
  ...['pass', 'fail', 'unsure'].flatMap((tone) =>
    [tone, 'ink', 'muted', 'link', 'tuned'].map((text) => [text, `${tone}-ground`] as const),
  ),
  ...['ink', 'muted'].map((text) => [text, 'soft'] as const),
  ...['right', 'wrong'].flatMap((side) => [
    ...[1, 2, 3].map((level) => [`${side}-text-low`, `${side}-${level}`] as const),
    ...[4, 5].map((level) => [`${side}-text-high`, `${side}-${level}`] as const),
  ]),
  ...['train', 'validation', 'test', 'kept', 'dropped'].map((part) => [`${part}-text`, part] as const),
];

/** Marks on paper: at least 3 (WCAG 2.2, 1.4.11). */
const MARKS = ['tuned', 'base', 'production', 'wrong'];

type Tokens = ReadonlyMap<string, string>;

describe('colours', () => {
  const [light, dark] = tokensByTheme();
  const themes: readonly (readonly [string, Tokens])[] = [
    ['light', light],
    ['dark', new Map([...light, ...dark])],
  ];

  it('are all named in both themes', () => {
    const colours = [...light].filter(([, value]) => value.startsWith('#')).map(([name]) => name);
    assert.deepEqual(colours.sort(), [...dark.keys()].sort());
  });

  for (const [theme, tokens] of themes) {
    it(`of text can be read: ${theme}`, () => {
      for (const [text, ground] of TEXT) assertContrast(tokens, text, ground, 4.5);
    });
    it(`of marks can be told from paper: ${theme}`, () => {
      for (const mark of MARKS) assertContrast(tokens, mark, 'paper', 3);
    });
  }
});

function assertContrast(tokens: Tokens, front: string, back: string, least: number): void {
  const [a, b] = [luminance(tokens.get(front)!), luminance(tokens.get(back)!)];
  const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  assert.ok(contrast >= least, `${front} on ${back}: ${contrast.toFixed(2)}`);
}

/** Relative luminance of #rrggbb (WCAG 2.2). */
function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function tokensByTheme(): readonly [light: Tokens, dark: Tokens] {
  const [light, dark] = tokenCss.split('@media screen and (prefers-color-scheme: dark)');
  const tokens = (css: string) =>
    new Map([...css.matchAll(/--([a-z0-9-]+):\s*(#[0-9a-f]{6})/g)].map(([, name, value]) => [name!, value!]));
  return [tokens(light!), tokens(dark!)];
}
