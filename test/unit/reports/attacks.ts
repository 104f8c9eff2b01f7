import type { ReportModel } from '../../../pipeline/contracts/report.ts';
import { relabelled } from '../../fixtures/report-model.ts';

/** Texts that would break or take over a page that does not treat them as text. */
export const ATTACKS: readonly string[] = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '</title></desc></svg><style>*{display:none}</style>',
  '</td></tr></table><iframe src="javascript:alert(1)"></iframe>',
  'javascript:alert(1)',
  '\u202eevil\u2066rtl\u200e',
  '\u0000\u0007\u001b[31mred\u007f\u0085',
  'שלום עולם مرحبا',
  '&lt;b&gt;&amp;#60;',
  '__proto__',
  'constructor',
  ']]>--><!--<![CDATA[',
  '\ud800alone\udfff',
  'two\r\nlines\tand a tab',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is meant to be taken for one
  '${1+1}{{7*7}}{%x%}',
  '| a | b |\n# heading [x](javascript:alert(1)) `code`',
  `z${'\u0301'.repeat(500)}algo`,
  '長'.repeat(10_000),
  'a'.repeat(10_000),
  `<p>${'x'.repeat(70)}`,
  '=1+1',
  '👩‍👩‍👧‍👦',
  ' ',
];

/** The sample report with an attack wherever text from outside can stand; eight of the attacks are its labels. */
export function attackedModel(turn: number): ReportModel {
  const at = (offset: number) => ATTACKS[(turn + offset) % ATTACKS.length]!;
  const labels = Array.from({ length: 8 }, (_, offset) => at(offset));
  const model = relabelled(labels);
  const hostile = at(0);
  // What our own stages write is never long; labels, records and their ids may be.
  const brief = hostile.slice(0, 200);
  return {
    ...model,
    name: brief,
    made_at: brief,
    started_by: {
      ...{ kind: 'git', by: brief, reason: brief, link: brief, due: brief },
      commit: { repository: brief, branch: brief, id: brief },
    },
    dataset: { digest: brief },
    test: { digest: brief },
    base: {
      ...model.base,
      id: brief,
      digest: brief,
      licence: { name: brief, url: 'javascript:alert(1)', notice: brief },
    },
    decisions: [
      ...model.decisions,
      { field: `train.${brief}`, value: brief, reason: { 'zh-TW': brief, en: brief } },
    ],
    intake: { ...model.intake, encoding: brief },
    refine: {
      ...model.refine,
      findings: model.refine.findings.map((finding) => ({
        ...finding,
        record: hostile,
        with: hostile,
        evidence: hostile,
      })),
    },
    training: { ...model.training, device: brief, dtype: brief, versions: { [brief]: brief } },
    evaluation: {
      ...model.evaluation,
      test_digest: brief,
      evaluated_at: brief,
      production: { name: brief, version: 1 },
      wrong: model.evaluation.wrong.map((outcome) => ({ ...outcome, id: hostile, text: hostile })),
      unseen_labels: [{ label: hostile, records: 3 }],
    },
    gate: {
      ...model.gate,
      verdict: 'FAIL',
      rules: model.gate.rules.map((rule) => ({
        ...rule,
        verdict: 'FAIL',
        explanation: { 'zh-TW': brief, en: brief },
      })),
    },
    spec: {
      ...(model.spec as object),
      publish: {
        alias: 'candidate',
        override: { by: brief, reason: hostile.slice(0, 2000).padEnd(10) },
      },
    },
    code_version: brief,
  };
}
