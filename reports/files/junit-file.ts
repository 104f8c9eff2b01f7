import type { ClassMetrics } from '../../pipeline/contracts/evaluation.ts';
import type { GateRuleResult } from '../../pipeline/contracts/gate.ts';
import type { ReportModel } from '../../pipeline/contracts/report.ts';
import { visible } from '../format/visible.ts';

/**
 * `junit.xml`: a test case for each rule of the gate and for each class. A rule that fails is a failure, one that is
 * inconclusive is skipped, so that nobody counts it as passed. A class carries its figures; no rule judges classes, so
 * its case is passed, or skipped where the test has no record of it. Figures are shares from 0 to 1.
 */
export function junitFileOf(model: ReportModel): string {
  const { gate, evaluation } = model;
  const base = new Map(evaluation.systems.base.per_class.map((row) => [row.label, row]));
  const suites = [
    suite(`${model.name}.gate`, gate.rules.map(ruleCase), model.made_at),
    suite(
      `${model.name}.classes`,
      evaluation.systems.tuned.per_class.map((row) => classCase(row, base.get(row.label) ?? null)),
      model.made_at,
    ),
  ];
  const total = (key: 'tests' | 'failures' | 'skipped') => suites.reduce((sum, each) => sum + each[key], 0);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${escaped(model.name)}" tests="${total('tests')}" failures="${total('failures')}" errors="0" skipped="${total('skipped')}">`,
    ...suites.map(({ xml }) => xml),
    '</testsuites>',
    '',
  ].join('\n');
}

interface Case {
  readonly className: string;
  readonly name: string;
  readonly outcome: 'passed' | 'failed' | 'skipped';
  readonly message: string;
  readonly output: string;
}

function ruleCase({ rule, verdict, figures, explanation }: GateRuleResult): Case {
  const list = Object.entries(figures).map(([name, value]) => `${name} = ${value ?? 'undefined'}`);
  return {
    className: 'gate',
    name: rule,
    outcome: verdict === 'PASS' ? 'passed' : verdict === 'FAIL' ? 'failed' : 'skipped',
    message: `${verdict}: ${explanation.en}`,
    output: [explanation['zh-TW'], explanation.en, ...list].join('\n'),
  };
}

function classCase(row: ClassMetrics, base: ClassMetrics | null): Case {
  const figure = (value: number | null | undefined) =>
    (value ?? null) === null ? 'undefined' : value!.toFixed(4);
  return {
    className: 'class',
    name: row.label,
    outcome: row.support === 0 ? 'skipped' : 'passed',
    message: 'no test record of this class',
    output: [
      `precision = ${figure(row.precision)}`,
      `recall = ${figure(row.recall)}`,
      `f1 = ${figure(row.f1)}`,
      `base f1 = ${figure(base?.f1)}`,
      `support = ${row.support}`,
    ].join('\n'),
  };
}

function suite(name: string, cases: readonly Case[], madeAt: string) {
  const failures = cases.filter(({ outcome }) => outcome === 'failed').length;
  const skipped = cases.filter(({ outcome }) => outcome === 'skipped').length;
  const head = `  <testsuite name="${escaped(name)}" tests="${cases.length}" failures="${failures}" errors="0" skipped="${skipped}" timestamp="${escaped(madeAt.slice(0, 19))}">`;
  return {
    tests: cases.length,
    failures,
    skipped,
    xml: [head, ...cases.map(caseXml), '  </testsuite>'].join('\n'),
  };
}

function caseXml({ className, name, outcome, message, output }: Case): string {
  const result = {
    passed: [],
    failed: [`      <failure message="${escaped(message)}">${escaped(output)}</failure>`],
    skipped: [`      <skipped message="${escaped(message)}"/>`],
  }[outcome];
  return [
    `    <testcase classname="${escaped(className)}" name="${escaped(name)}" time="0">`,
    ...result,
    `      <system-out>${escaped(output)}</system-out>`,
    '    </testcase>',
  ].join('\n');
}

/** Text for an XML attribute or element: hidden characters shown, so that what is left is legal in XML 1.0. */
function escaped(text: string): string {
  return visible(text, { lines: true })
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '&#10;')
    .replaceAll('\t', '&#9;');
}
