import assert from 'node:assert/strict';
import { TaskSurvey } from '../../../../datasets/tasks/survey.ts';
import type { TaskKind } from '../../../../pipeline/contracts/names.ts';
import { labelled } from '../../stages/records.ts';

type Rows = readonly (readonly [question: string, answer: string])[];

function told(rows: Rows, format = false) {
  const survey = new TaskSurvey();
  for (const [at, [question, answer]] of rows.entries()) survey.see(labelled(`r${at}`, question, answer));
  return survey.tell(format);
}

const many = (make: (at: number) => readonly [string, string]): Rows =>
  Array.from({ length: 40 }, (_, at) => make(at));

const CASES: Readonly<Record<TaskKind, Rows>> = {
  classification: many((at) => [`第 ${at} 件`, ['交通局', '衛生局', '環保局'][at % 3]!]),
  multi_label: many((at) => [`第 ${at} 件`, ['交通;衛生', '衛生', '環保;交通', '環保'][at % 4]!]),
  structured: many((at) => [`第 ${at} 件`, `{"號": ${at}}`]),
  extraction: many((at) => [`找名字\n\n王${at}與李${at}`, `["王${at}", "李${at}"]`]),
  question_answering: many((at) => [`誰？\n\n第 ${at} 案由王${at}承辦。`, `王${at}`]),
  generation: many((at) => [`寫信給王${at}`, `王${at}您好，您的案件已經辦理完畢，感謝您的來信。`]),
};

describe('telling a task from its records', () => {
  for (const [kind, rows] of Object.entries(CASES)) {
    it(`tells ${kind}, with a reason in both languages`, () => {
      const found = told(rows);
      assert.equal(found.kind, kind);
      assert.ok(found.reason['zh-TW'] !== '' && found.reason.en !== '');
    });
  }

  it('takes a file whose format names labels for a classification', () => {
    assert.equal(told(CASES.generation, true).kind, 'classification');
    assert.equal(told(CASES.multi_label, true).kind, 'multi_label');
  });

  it('says nothing wrong of no records', () => assert.equal(told([]).kind, 'classification'));
});
