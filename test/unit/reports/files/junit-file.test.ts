import assert from 'node:assert/strict';
import { GATE_RULES } from '../../../../pipeline/contracts/gate.ts';
import { junitFileOf } from '../../../../reports/files/junit-file.ts';
import { failedModel, inconclusiveModel, passedModel, UNITS } from '../../../fixtures/report-model.ts';
import { parseMarkup } from '../markup.ts';

/** Rules that the default policy leaves out. */
const OFF = new Set<string>([
  'not_worse_in_slices',
  'minimum_class_recall',
  'maximum_calibration_error',
  'minimum_readable_answers',
  'minimum_data_score',
]);

describe('junit.xml', () => {
  const casesOf = (xml: string) => {
    const elements = parseMarkup(xml);
    return elements.filter(({ name }) => name === 'testcase').map(({ attributes }) => attributes.get('name'));
  };

  it('has a case for each rule that the gate applied and for each class', () => {
    const names = casesOf(junitFileOf(passedModel()));
    assert.deepEqual(names, [...GATE_RULES.filter((rule) => !OFF.has(rule)), ...UNITS]);
  });

  it('counts a rule that fails as a failure and an inconclusive one as skipped, never as passed', () => {
    const failed = parseMarkup(junitFileOf(failedModel()));
    assert.equal(failed[0]!.attributes.get('failures'), '1');
    assert.match(failed.find(({ name }) => name === 'failure')!.attributes.get('message')!, /^FAIL: /);
    const open = parseMarkup(junitFileOf(inconclusiveModel()));
    assert.equal(open[0]!.attributes.get('failures'), '0');
    assert.equal(open[0]!.attributes.get('skipped'), '2');
    assert.equal(open.filter(({ name }) => name === 'skipped').length, 2);
  });

  it('adds up', () => {
    const [all, ...suites] = parseMarkup(junitFileOf(failedModel())).filter(({ name }) =>
      name.startsWith('testsuite'),
    );
    for (const key of ['tests', 'failures', 'skipped']) {
      const sum = suites.reduce((total, suite) => total + Number(suite.attributes.get(key)), 0);
      assert.equal(Number(all!.attributes.get(key)), sum, key);
    }
  });

  it('skips a class that the test has no record of, and gives every other its figures', () => {
    const model = passedModel();
    const [first, ...rest] = model.evaluation.systems.tuned.per_class;
    const tuned = {
      ...model.evaluation.systems.tuned,
      per_class: [{ ...first!, support: 0, recall: null }, ...rest],
    };
    const evaluation = { ...model.evaluation, systems: { ...model.evaluation.systems, tuned } };
    const elements = parseMarkup(junitFileOf({ ...model, evaluation }));
    assert.equal(elements.filter(({ name }) => name === 'skipped').length, 1);
    const outputs = elements.filter(({ name }) => name === 'system-out').map(({ text }) => text);
    assert.match(
      outputs.at(-1)!,
      /precision = 0\.\d{4}&#10;recall = 0\.\d{4}&#10;f1 = 0\.\d{4}&#10;base f1 = 0\.\d{4}&#10;support = \d+/,
    );
    assert.match(outputs[model.gate.rules.length]!, /recall = undefined/);
  });
});
