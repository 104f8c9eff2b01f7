import assert from 'node:assert/strict';
import { type Element, parseMarkup } from './markup.ts';

const HIDDEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the page must not hold any
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/** Ids are unique, references lead somewhere, headings go down one level at a time, landmarks and headers are there. */
export function assertSound(elements: readonly Element[]): void {
  const ids = elements.flatMap((element) => element.attributes.get('id') ?? []);
  assert.deepEqual(
    ids.filter((id, at) => ids.indexOf(id) !== at),
    [],
  );
  const known = new Set(ids);
  for (const { name, attributes } of elements) {
    const named = (attributes.get('aria-labelledby') ?? '').split(' ').filter(Boolean);
    const hrefs = [attributes.get('href') ?? '']
      .filter((href) => href.startsWith('#'))
      .map((href) => href.slice(1));
    for (const id of [...named, ...hrefs]) assert.ok(known.has(id), `<${name}> refers to ${id}`);
    if (name === 'th') assert.ok(attributes.has('scope'), 'a header cell says what it heads');
    if (name === 'svg') {
      assert.ok(attributes.has('aria-hidden') || attributes.has('aria-labelledby'), 'a drawing has a title');
    }
  }
  const levels = elements.filter(({ name }) => /^h[1-6]$/.test(name)).map(({ name }) => Number(name[1]));
  assert.equal(levels.filter((level) => level === 1).length, 1);
  assert.deepEqual(
    levels.filter((level, at) => at > 0 && level > levels[at - 1]! + 1),
    [],
    'headings go down one level at a time',
  );
  for (const landmark of ['header', 'nav', 'main', 'footer']) {
    assert.equal(elements.filter(({ name }) => name === landmark).length, 1, landmark);
  }
}

/** No script, no inline style, no handler, no address that could run something, no hidden character. */
export function assertHarmless(html: string): void {
  for (const { name, attributes } of parseMarkup(html)) {
    assert.ok(!['script', 'style', 'iframe', 'object', 'embed', 'form', 'base', 'img'].includes(name), name);
    for (const [attribute, value] of attributes) {
      assert.ok(!/^(style|on.*|srcdoc|formaction|http-equiv)$/i.test(attribute), attribute);
      if (attribute === 'href') assert.match(value, /^(#|https:\/\/|[\w.]+$)/);
    }
  }
  assert.deepEqual(html.match(HIDDEN), null);
  assert.ok(Buffer.from(html).toString() === html, 'no lone surrogates');
}
