import assert from 'node:assert/strict';
import { labelGroups } from '../../../../stages/evaluate/statistics/label-groups.ts';

const times = (label: string, n: number) => new Array<string>(n).fill(label);

describe('groups of labels', () => {
  it('come from names that hold a separator, and from how many records a label has', () => {
    const labels = [
      '民事/債權',
      '民事/物權',
      '民事/親屬',
      '刑事/竊盜',
      '刑事/詐欺',
      '行政/稅務',
      '行政/建管',
      '行政/環保',
    ];
    const [byName, bySize] = labelGroups(labels.flatMap((label, i) => times(label, i + 1)));
    assert.equal(byName!.by, 'label_group');
    assert.deepEqual([...new Set(byName!.values)], ['民事', '刑事', '行政']);
    assert.equal(bySize!.by, 'label_records');
    assert.deepEqual([...new Set(bySize!.values)], ['1–3', '4–6', '7–8']);
  });

  it('are none of few labels, and none by name where names tell of none', () => {
    assert.deepEqual(labelGroups(['a/1', 'a/2', 'b/1']), []);
    const plain = labelGroups('abcdefgh'.split(''));
    assert.deepEqual(
      plain.map(({ by }) => by),
      ['label_records'],
    );
    const each = labelGroups('abcdefgh'.split('').map((letter) => `${letter}/x`));
    assert.deepEqual(
      each.map(({ by }) => by),
      ['label_records'],
    );
  });
});
