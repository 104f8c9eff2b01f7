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
  return junitXml(
    model.name,
    [
      { name: `${model.name}.gate`, cases: gate.rules.map(ruleCase) },
      {
        name: `${model.name}.classes`,
        cases: evaluation.systems.tuned.per_class.map((row) => classCase(row, base.get(row.label) ?? null)),
      },
    ],
    model.made_at,
  );
}

/** Suites of cases as JUnit XML; `madeAt` in ISO 8601. */
export function junitXml(
  name: string,
  named: readonly { readonly name: string; readonly cases: readonly JunitCase[] }[],
  madeAt: string,
): string {
  const suites = named.map((one) => suite(one.name, one.cases, madeAt));
  const total = (key: 'tests' | 'failures' | 'skipped') => suites.reduce((sum, each) => sum + each[key], 0);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${escaped(name)}" tests="${total('tests')}" failures="${total('failures')}" errors="0" skipped="${total('skipped')}">`,
    ...suites.map(({ xml }) => xml),
    '</testsuites>',
    '',
  ].join('\n');
}

/** One test case; `message` says why it did not pass. */
export interface JunitCase {
  readonly className: string;
  readonly name: string;
  readonly outcome: 'passed' | 'failed' | 'skipped';
  readonly message: string;
  readonly output: string;
}

/** A rule of the gate as a test case. */
export function ruleCase({ rule, verdict, figures, explanation }: GateRuleResult): JunitCase {
  const list = Object.entries(figures).map(([name, value]) => `${name} = ${value ?? 'undefined'}`);
  return {
    className: 'gate',
    name: rule,
    outcome: verdict === 'PASS' ? 'passed' : verdict === 'FAIL' ? 'failed' : 'skipped',
    message: `${verdict}: ${explanation.en}`,
    output: [explanation['zh-TW'], explanation.en, ...list].join('\n'),
  };
}

function classCase(row: ClassMetrics, base: ClassMetrics | null): JunitCase {
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

function suite(name: string, cases: readonly JunitCase[], madeAt: string) {
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

function caseXml({ className, name, outcome, message, output }: JunitCase): string {
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
