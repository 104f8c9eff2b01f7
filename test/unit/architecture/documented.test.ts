import assert from 'node:assert/strict';
import { MODULES } from './sources.ts';

/** Functions and classes that a module offers, each with whether a doc comment stands before it. */
function offers(text: string): { name: string; documented: boolean }[] {
  const lines = text.split('\n');
  return lines.flatMap((line, at) => {
    const name = /^export (?:async )?(?:function\*?|class|abstract class) (\w+)/.exec(line)?.[1];
    return name === undefined ? [] : [{ name, documented: /\*\/$/.test(lines[at - 1] ?? '') }];
  });
}

describe('public functions', () => {
  it('are recognised with their comments', () => {
    const text = '/** Says. */\nexport function a() {}\nexport class B {}\nfunction c() {}\n';
    assert.deepEqual(offers(text), [
      { name: 'a', documented: true },
      { name: 'B', documented: false },
    ]);
  });

  it('of the contracts all say what they do', () => {
    const bare = MODULES.filter(({ path }) => path.startsWith('pipeline/contracts/')).flatMap(
      ({ path, text }) =>
        offers(text)
          .filter(({ documented }) => !documented)
          .map(({ name }) => `${path} ${name}`),
    );
    assert.deepEqual(bare, []);
  });

  it('of the rest say so four times in five', () => {
    const all = MODULES.flatMap(({ text }) => offers(text));
    const share = all.filter(({ documented }) => documented).length / all.length;
    assert.ok(share >= 0.8, `${Math.round(share * 100)} % of ${all.length}`);
  });
});
