import assert from 'node:assert/strict';
import type { AnswerEvaluation } from '../../../../pipeline/contracts/answer-evaluation.ts';
import { type AnswerTask, LANGUAGES, TASK_KINDS } from '../../../../pipeline/contracts/names.ts';
import type { AnswerReportModel } from '../../../../pipeline/contracts/report.ts';
import { REPORT_PATHS } from '../../../../reports/page/paths.ts';
import { renderReport } from '../../../../reports/render.tsx';
import { reportSchema } from '../../../../reports/schema/report-schema.ts';
import { answerReport } from '../../../fixtures/answer-report.ts';
import { ATTACKS } from '../attacks.ts';
import { parseMarkup } from '../markup.ts';
import { assertHarmless, assertSound } from '../sound-page.ts';

const TASKS = TASK_KINDS.filter((kind): kind is AnswerTask => kind !== 'classification');

/** What each page must say, by task. */
const SAID: Readonly<Record<AnswerTask, readonly [zh: RegExp, en: RegExp]>> = {
  question_answering: [
    /每 100 題約 \d+ 題答對，原模型 \d+ 題。/,
    /Of 100 questions about \d+ are answered right/,
  ],
  multi_label: [/每 100 件約 \d+ 件標籤全對/, /exactly the right labels/],
  extraction: [/每 100 件約 \d+ 件該找的都找對/, /have all their items found/],
  structured: [/每 100 件約 \d+ 件每個欄位都正確/, /have every field right/],
  generation: [/每 100 篇約 \d+ 篇寫得比原模型更接近標準答案/, /come closer to the expected one/],
};

/** Tasks with something simple to hold the tuned model against. */
const FLOORS: ReadonlySet<AnswerTask> = new Set(['multi_label', 'extraction', 'structured']);

describe('a report on written answers', () => {
  for (const task of TASKS) {
    describe(task, () => {
      const models: Readonly<Record<string, AnswerReportModel>> = {
        'a run': answerReport(task),
        'with production': answerReport(task, { production: true }),
        'with everything': answerReport(task, { production: true, all: true }),
        'one record': answerReport(task, { n: 1 }),
        'all right': answerReport(task, { habits: { tuned: ['truth'] } }),
        'nothing readable': answerReport(task, { habits: { tuned: ['unreadable'], base: ['unreadable'] } }),
      };
      for (const [name, model] of Object.entries(models)) {
        it(`is sound, harmless and small: ${name}`, () => {
          const files = renderReport(model);
          for (const language of LANGUAGES) {
            const html = contentOf(files, REPORT_PATHS[language]);
            assertSound(parseMarkup(html));
            assertHarmless(html);
            assert.deepEqual(html.match(/NaN|Infinity|undefined|\[object/g), null);
            assert.ok(Buffer.byteLength(html) <= 300_000, `${Buffer.byteLength(html)} bytes`);
          }
          parseMarkup(contentOf(files, 'junit.xml'));
          const parsed = reportSchema.safeParse(JSON.parse(contentOf(files, 'report.json')));
          assert.equal(parsed.error?.message, undefined);
        });
      }

      it('says its headline, its figures and what could not be read', () => {
        const model = models['a run']!;
        const files = renderReport(model);
        const [zh, en] = SAID[task];
        assert.match(contentOf(files, 'index.html'), zh);
        assert.match(contentOf(files, 'en.html'), en);
        const summary = contentOf(files, 'summary.md');
        assert.match(summary, zh);
        assert.match(summary, en);
        assert.match(summary, /\| 無法判讀的答案 \|/);
        const { unreadable, n } = model.evaluation.systems.base;
        assert.ok(unreadable > 0 && unreadable < n);
        assert.ok(contentOf(files, 'index.html').includes(`${((100 * unreadable) / n).toFixed(1)}%`));
        assert.match(contentOf(files, 'index.html'), /無法判讀的答案/);
      });

      it('shows peers, floor, parts and cut records, and a judge of generated texts', () => {
        const files = renderReport(models['with everything']!);
        const html = contentOf(files, 'index.html');
        for (const said of ['作答者一覽', '原模型加範例', '各部分與正式版比較', '有些測試記錄太長', '臨櫃'])
          assert.ok(html.includes(said), said);
        assert.equal(html.includes('評審模型怎麼說'), task === 'generation');
        assert.equal(html.includes('48 對中有 37 對是較好的回答提升較多，占 77.1%'), task === 'generation');
        assert.equal(/每 100 件約有 \d+ 件全對/.test(html), FLOORS.has(task));
        const summary = contentOf(files, 'summary.md');
        assert.match(summary, /原模型加範例/);
        assert.match(summary, /Base with examples/);
        assert.equal(summary.includes('qwen3-32b'), task === 'generation');
        const { gate } = models['with everything']!;
        const enough = gate.rules.find(({ rule }) => rule === 'minimum_test_records')!;
        assert.deepEqual([enough.figures.cut, enough.figures.max_length], [3, 4096]);
        assert.match(enough.explanation.en, /3 of them were too long and were cut at 4,096 tokens/);
      });

      it('has no section, rule or word of a classification', () => {
        const html = contentOf(renderReport(models['a run']!), 'index.html');
        for (const word of ['混淆矩陣', '各類別表現', '分錯', '分對', '類別的精確率']) {
          assert.ok(!html.includes(word), word);
        }
      });

      for (const [at, attack] of ATTACKS.entries()) {
        it(`keeps text from outside text: ${at}`, () => {
          const files = renderReport(attacked(models['a run']!, attack));
          for (const language of LANGUAGES) {
            const html = contentOf(files, REPORT_PATHS[language]);
            assertSound(parseMarkup(html));
            assertHarmless(html);
            assert.ok(Buffer.byteLength(html) <= 300_000, `${Buffer.byteLength(html)} bytes`);
          }
          parseMarkup(contentOf(files, 'junit.xml'));
        });
      }
    });
  }

  it('tells labels, types and fields by name, with a test case for each', () => {
    for (const [task, name] of [
      ['multi_label', '路燈'],
      ['extraction', '人名'],
      ['structured', '主持人'],
    ] as const) {
      const files = renderReport(answerReport(task));
      const junit = contentOf(files, 'junit.xml');
      const kind = { multi_label: 'label', extraction: 'type', structured: 'field' }[task];
      assert.match(junit, new RegExp(`<testcase classname="${kind}" name="${name}"`));
      assert.match(
        contentOf(files, 'index.html'),
        new RegExp(`<bdi class="label" lang="zh-TW">${name}</bdi>`),
      );
    }
  });
});

/** The report with `attack` as every text, answer and name that came from outside. */
function attacked(model: AnswerReportModel, attack: string): AnswerReportModel {
  const { evaluation } = model;
  const outcomes = (list: AnswerEvaluation['worst']): AnswerEvaluation['worst'] =>
    list.map((one, at) => ({
      id: `${attack.slice(0, 100)}${at}`,
      text: `${attack}${'文'.repeat(300)}${attack}`.slice(0, 4000),
      truth: attack.slice(0, 2000),
      answers: { tuned: { answer: attack.slice(0, 2000), score: 0, readable: one.answers.tuned!.readable } },
    }));
  const groups = evaluation.systems.tuned.groups.map((row, at) => ({ ...row, name: `${attack}${at}` }));
  return {
    ...model,
    evaluation: {
      ...evaluation,
      systems: { ...evaluation.systems, tuned: { ...evaluation.systems.tuned, groups } },
      worst: outcomes(evaluation.worst),
      regressions: outcomes(evaluation.regressions),
    },
  };
}

function contentOf(files: ReturnType<typeof renderReport>, path: string): string {
  return String(files.find((file) => file.path === path)?.content);
}
