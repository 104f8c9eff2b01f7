import assert from 'node:assert/strict';
import { LANGUAGES } from '../../../pipeline/contracts/names.ts';
import type { ReportFile } from '../../../pipeline/contracts/report.ts';
import { REPORT_PATHS } from '../../../reports/page/paths.ts';
import { renderComparison, renderHistory } from '../../../reports/render.tsx';
import { modelHistory, runsComparison } from '../../fixtures/overviews.ts';
import { ATTACKS } from './attacks.ts';
import { parseMarkup } from './markup.ts';

const textOf = (files: readonly ReportFile[], path: string): string =>
  String(files.find((file) => file.path === path)!.content);

for (const [name, files, data] of [
  ['renderHistory', renderHistory(modelHistory()), 'history.json'],
  ['renderComparison', renderComparison(runsComparison()), 'comparison.json'],
] as const) {
  describe(name, () => {
    it('gives pages that stand by themselves, with all they say for programs', () => {
      assert.deepEqual(
        files.map(({ path }) => path),
        ['index.html', 'en.html', 'report.css', data],
      );
      assert.equal(JSON.parse(textOf(files, data)).format, 1);
    });

    for (const language of LANGUAGES) {
      it(`${language}: is well-formed, without script or style, and links to nothing but its own files`, () => {
        const elements = parseMarkup(textOf(files, REPORT_PATHS[language]));
        for (const { name: tag, attributes } of elements) {
          assert.ok(!['script', 'style', 'iframe', 'form'].includes(tag), tag);
          assert.ok(![...attributes.keys()].some((key) => key === 'style' || key.startsWith('on')));
          const href = attributes.get('href');
          if (href !== undefined) assert.match(href, /^(#|(index|en)\.html$|report\.css$|\w+\.json$)/);
        }
        const ids = elements.flatMap(({ attributes }) => attributes.get('id') ?? []);
        assert.equal(new Set(ids).size, ids.length);
      });
    }
  });
}

describe('renderHistory', () => {
  it('says what serves, what is newer, and who moved it', () => {
    const page = textOf(renderHistory(modelHistory()), 'en.html');
    assert.match(page, /Version 4 is in production: F1 79\.0%/);
    assert.match(page, /The newest version is 5/);
    assert.match(page, /Since 20 July 2026, 01:00 UTC, by 陳主任/);
  });

  it('draws a break where the test records changed, and only there', () => {
    const breaks = (page: string) => page.split('class="history-break"').length - 1;
    assert.equal(breaks(textOf(renderHistory(modelHistory()), 'en.html')), 1);
    const history = modelHistory();
    const same = { ...history, versions: history.versions.slice(0, 3) };
    assert.equal(breaks(textOf(renderHistory(same), 'en.html')), 0);
  });

  it('stands a name with one version that nothing serves', () => {
    const history = modelHistory();
    const lone = { ...history, versions: history.versions.slice(0, 1), moves: [] };
    assert.match(textOf(renderHistory(lone), 'en.html'), /No version is in production\./);
  });
});

describe('renderComparison', () => {
  it('names the best run and says of each whether luck explains the difference', () => {
    const page = textOf(renderComparison(runsComparison()), 'en.html');
    assert.match(page, /Run B has the highest F1: 85\.0%/);
    assert.match(page, /B is better than A; luck does not explain/);
    assert.match(page, /Between C and A the difference may be luck/);
  });

  it('calls none the best where the tests differ', () => {
    const apart = { ...runsComparison(), same_test: false, pairs: [] };
    const page = textOf(renderComparison(apart), 'en.html');
    assert.doesNotMatch(page, /has the highest/);
    assert.match(page, /tested on different records/);
  });

  it('shows what comes from outside as text', () => {
    const comparison = runsComparison();
    for (const attack of Object.values(ATTACKS)) {
      const attacked = {
        ...comparison,
        runs: comparison.runs.map((run) => ({ ...run, name: attack, classes: { [attack]: 0.5 } })),
        settings: [{ field: attack, values: [attack, attack, attack] }],
      };
      for (const language of LANGUAGES) {
        const elements = parseMarkup(textOf(renderComparison(attacked), REPORT_PATHS[language]));
        assert.ok(!elements.some(({ name }) => name === 'script' || name === 'img'));
      }
    }
  });
});
