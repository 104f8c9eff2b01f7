import assert from 'node:assert/strict';
import { h } from 'preact';
import { render } from 'preact-render-to-string';
import { ClassTable } from '../../../../reports/components/class-table.tsx';
import { readerOf } from '../../../../reports/reader.ts';
import { manyClassesModel, passedModel } from '../../../fixtures/report-model.ts';
import { parseMarkup } from '../markup.ts';

describe('ClassTable', () => {
  const table = ({ evaluation }: ReturnType<typeof passedModel>) => {
    const { tuned, base } = evaluation.systems;
    const reader = readerOf('en', 'zh-TW', evaluation.labels);
    const html = render(h(ClassTable, { tuned: tuned.per_class, base: base.per_class, reader }));
    const elements = parseMarkup(`<div>${html}</div>`);
    const labels = elements
      .filter(({ attributes }) => attributes.get('class') === 'label')
      .map(({ text }) => text);
    return { elements, labels, tuned };
  };

  it('puts the weakest class first', () => {
    const { labels, tuned } = table(passedModel());
    const f1 = labels.map((label) => tuned.per_class.find((row) => row.label === label)!.f1!);
    assert.deepEqual(
      f1,
      [...f1].sort((a, b) => a - b),
    );
    assert.equal(labels.length, 8);
  });

  it('folds the stronger ones of many classes away and names how many it leaves out', () => {
    const hundred = table(manyClassesModel(100));
    assert.equal(hundred.labels.length, 100);
    assert.equal(hundred.elements.filter(({ name }) => name === 'details').length, 1);
    const thousand = table(manyClassesModel(1000));
    assert.equal(thousand.labels.length, 120);
    assert.ok(thousand.elements.some(({ text }) => text.startsWith('880 stronger classes')));
  });
});
