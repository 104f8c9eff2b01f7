import assert from 'node:assert/strict';
import { LANGUAGES } from '../../../pipeline/contracts/names.ts';
import type { ReportModel } from '../../../pipeline/contracts/report.ts';
import { FINDINGS_PATHS, PREDICTIONS_PATH, REPORT_PATHS } from '../../../reports/page/paths.ts';
import { renderReport } from '../../../reports/render.tsx';
import { evaluationOf } from '../../fixtures/report-evaluation.ts';
import {
  failedModel,
  inconclusiveModel,
  manyClassesModel,
  modelWithProduction,
  passedModel,
  searchedModel,
  UNITS,
} from '../../fixtures/report-model.ts';
import { ATTACKS, attackedModel } from './attacks.ts';
import { parseMarkup } from './markup.ts';
import { assertHarmless, assertSound } from './sound-page.ts';

const MODELS: Readonly<Record<string, () => ReportModel>> = {
  passed: passedModel,
  failed: failedModel,
  inconclusive: inconclusiveModel,
  'with production': modelWithProduction,
  'with a search for settings': searchedModel,
  'one record of one class, no loss, no data': tinyModel,
  '20 classes': () => manyClassesModel(20),
  '100 classes': () => manyClassesModel(100),
  '1,000 classes': () => manyClassesModel(1000),
};

describe('renderReport', () => {
  it('gives the files of a report, each in its place and with its media type', () => {
    assert.deepEqual(
      renderReport(passedModel()).map(({ path, media }) => [path, media]),
      [
        ['index.html', 'text/html; charset=utf-8'],
        ['en.html', 'text/html; charset=utf-8'],
        ['report.css', 'text/css; charset=utf-8'],
        ['report.json', 'application/json'],
        ['report.schema.json', 'application/schema+json'],
        ['junit.xml', 'application/xml'],
        ['summary.md', 'text/markdown; charset=utf-8'],
        ['spec.json', 'application/json'],
      ],
    );
  });

  it('gives the same bytes for the same model', () => {
    assert.deepEqual(renderReport(passedModel()), renderReport(passedModel()));
  });

  for (const [name, make] of Object.entries(MODELS)) {
    describe(`a page: ${name}`, () => {
      const files = renderReport(make());
      for (const language of LANGUAGES) {
        const html = contentOf(files, REPORT_PATHS[language]);
        it(`${language}: is a well-formed document in its language that links to the other`, () => {
          const elements = parseMarkup(html);
          assert.equal(elements[0]!.attributes.get('lang'), language);
          const other = LANGUAGES.find((each) => each !== language)!;
          assert.ok(elements.some((e) => e.name === 'a' && e.attributes.get('href') === REPORT_PATHS[other]));
          assertSound(elements);
        });
        it(`${language}: holds to the content security policy of Jenkins`, () => assertHarmless(html));
        it(`${language}: shows no figure that is none`, () => {
          assert.deepEqual(html.match(/NaN|Infinity|undefined|\[object/g), null);
        });
        it(`${language}: is at most 300 kB`, () => assert.ok(Buffer.byteLength(html) <= 300_000));
      }
    });
  }

  it('refers to nothing but its own files and the licence', () => {
    const files = renderReport(passedModel());
    const targets = new Set(
      LANGUAGES.flatMap((language) =>
        parseMarkup(contentOf(files, REPORT_PATHS[language])).flatMap((element) =>
          ['href', 'src'].flatMap((name) => element.attributes.get(name) ?? []),
        ),
      ).filter((target) => !target.startsWith('#')),
    );
    // The report stage writes the findings and the answers beside these.
    const own = new Set([
      ...files.map(({ path }) => path),
      ...Object.values(FINDINGS_PATHS),
      PREDICTIONS_PATH,
    ]);
    assert.deepEqual(
      [...targets].filter((target) => !own.has(target)),
      ['https://ai.google.dev/gemma/terms'],
    );
    assert.ok(!/@import|url\(|https?:/.test(contentOf(files, 'report.css')));
  });

  it('says the figures that the evaluation holds', () => {
    const html = contentOf(renderReport(passedModel()), 'index.html');
    for (const said of [
      '每 100 件約 87 件分對，原模型 62 件',
      '86.9%',
      '61.9%',
      '+25.0',
      'p &lt; 0.001',
      ...UNITS,
    ]) {
      assert.ok(html.includes(said), said);
    }
  });

  it('shows an override of the gate with its name and reason', () => {
    const model = failedModel();
    const spec = {
      ...(model.spec as object),
      publish: { alias: 'candidate', override: { by: '王小明', reason: '先在內部試用兩週' } },
    };
    const html = contentOf(renderReport({ ...model, spec }), 'index.html');
    assert.match(html, /王小明.*先在內部試用兩週/s);
    assert.ok(!contentOf(renderReport({ ...passedModel(), spec }), 'index.html').includes('具名要求發布'));
  });

  describe('text that attacks', () => {
    for (let turn = 0; turn < ATTACKS.length; turn++) {
      it(`stays text: ${JSON.stringify(ATTACKS[turn]!.slice(0, 40))}`, () => {
        const files = renderReport(attackedModel(turn));
        for (const language of LANGUAGES) {
          const html = contentOf(files, REPORT_PATHS[language]);
          assertSound(parseMarkup(html));
          assertHarmless(html);
          assert.ok(Buffer.byteLength(html) <= 300_000, `${Buffer.byteLength(html)} bytes`);
        }
        parseMarkup(contentOf(files, 'junit.xml'));
      });
    }

    it('is shown in full at the end where it is too long for its place', () => {
      const long = `甲${'乙'.repeat(500)}丙`;
      const html = contentOf(renderReport(attackedModelWith(long)), 'index.html');
      assert.ok(html.includes('<a href="#label-1">'));
      assert.match(html, new RegExp(`<li id="label-1"><bdi lang="zh-TW">${long}</bdi></li>`));
    });
  });
});

/** As little as a report can be about. */
function tinyModel(): ReportModel {
  const model = inconclusiveModel();
  const evaluation = evaluationOf({
    support: { 甲: 1 },
    tuned: [],
    base: [],
    texts: {},
    mcnemarP: 1,
    macroF1P: 1,
  });
  return {
    ...model,
    evaluation,
    decisions: [],
    spec: null,
    split: { ...model.split, train: 0, validation: 0, test: 0, per_label: [] },
    refine: { ...model.refine, input: 0, kept: 0, dropped: 0, findings: [] },
    training: { ...model.training, losses: [], best_step: null, versions: {} },
  };
}

function attackedModelWith(label: string): ReportModel {
  return JSON.parse(JSON.stringify(passedModel()).replaceAll('交通局', label)) as ReportModel;
}

function contentOf(files: ReturnType<typeof renderReport>, path: string): string {
  return String(files.find((file) => file.path === path)?.content);
}
