import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { GENERATED, SOURCE_RECORD } from '../../../../datasets/split/columns.ts';
import type { DatasetRecord } from '../../../../pipeline/contracts/record.ts';
import { random } from '../reading.ts';
import { dataset, labelled } from '../records.ts';
import { planned, shuffled, withMeta } from './planned.ts';

/** A record that a model made up, from the records named. */
function madeUp(id: string, sources: unknown, text = `改寫 ${id}`, label = '標籤0'): DatasetRecord {
  return { ...withMeta(labelled(id, text, label), { [SOURCE_RECORD]: sources }), source: GENERATED };
}

describe('generated records', () => {
  const real = dataset([60, 60]);

  it('train if their source does, and are nowhere else', () => {
    const generated = real.map(({ id, label }) => madeUp(`g ${id}`, id, `改寫 ${id}`, label!));
    const { placeOf, plan, audit } = planned({ records: shuffled([...real, ...generated], random(3)) });
    for (const { id } of real) {
      assert.equal(placeOf.get(`g ${id}`), placeOf.get(id) === 'train' ? 'train' : null, id);
    }
    assert.ok(plan.leftOut.generated > 10);
    assert.ok(audit.passed);
    assert.ok(audit.comparisons.some(({ kind, compared }) => kind === 'generated' && compared > 50));
  });

  it('move no other record', () => {
    const before = planned({ records: real });
    const generated = Array.from({ length: 200 }, (_, n) => madeUp(`g${n}`, real[n % 120]!.id));
    const after = planned({ records: [...generated, ...real] });
    for (const { id } of real) assert.equal(after.placeOf.get(id), before.placeOf.get(id));
    assert.equal(after.plan.shares.validation, before.plan.shares.validation);
  });

  it('are left out for any source that is not trained on, and for one that is gone', () => {
    const { placeOf } = planned({ records: real });
    const at = (part: string) => real.find(({ id }) => placeOf.get(id) === part)!.id;
    const [train, test, validation] = [at('train'), at('test'), at('validation')];
    const generated = [
      madeUp('from training', [train]),
      madeUp('from both', [train, test]),
      madeUp('from validation', validation),
      madeUp('from nowhere', 'gone'),
      madeUp('from a document', undefined),
      madeUp('from one made of the test', ['from the test']),
      madeUp('from the test', [test]),
      madeUp('from one made of training', ['from training']),
    ];
    const result = planned({ records: [...real, ...generated] });
    assert.deepEqual(
      generated.filter(({ id }) => result.placeOf.get(id) === 'train').map(({ id }) => id),
      ['from training', 'from a document', 'from one made of training'],
    );
    assert.equal(result.plan.leftOut.generated, 5);
    assert.ok(result.audit.passed);
  });

  it('are left out when they belong together with what is asked, and put nothing out themselves', () => {
    const { placeOf } = planned({ records: real });
    const [test, validation] = ['test', 'validation'].map(
      (part) => real.find(({ id }) => placeOf.get(id) === part)!,
    );
    const equal = madeUp('equal', undefined, test!.messages[0]!.content);
    const near = madeUp('near', undefined);
    const clusters = new Map([
      [validation!.id, 1],
      ['near', 1],
    ]);
    const result = planned({ records: [...real, equal, near], clusters });
    assert.deepEqual([result.placeOf.get('equal'), result.placeOf.get('near')], [null, null]);
    assert.equal(result.placeOf.get(validation!.id), 'validation');
    assert.ok(result.audit.passed);
  });

  it('survive a source that names itself', () => {
    const ring = [madeUp('a', ['b']), madeUp('b', ['a'])];
    const { placeOf } = planned({ records: [...real, ...ring] });
    assert.deepEqual([placeOf.get('a'), placeOf.get('b')], ['train', 'train']);
  });

  it('do not make up for real ones that are missing', () => {
    const records = [
      ...real.slice(0, 4),
      ...Array.from({ length: 30 }, (_, n) => madeUp(`g${n}`, undefined)),
    ];
    assert.throws(() => planned({ records }), /INPUT_TOO_FEW_RECORDS/);
  });
});
