import assert from 'node:assert/strict';
import { readFields } from '../../../../datasets/tasks/fields.ts';
import { labelList, readLabels } from '../../../../datasets/tasks/label-list.ts';
import { readSpans } from '../../../../datasets/tasks/spans.ts';

const span = (text: string, type = '') => ({ type, text, place: null });

describe('reading answers that were written', () => {
  it('lists of labels: JSON, and text between semicolons or line ends', () => {
    assert.deepEqual(labelList('["衛生", "環保"]'), ['衛生', '環保']);
    assert.deepEqual(labelList('衛生； 環保;衛生'), ['衛生', '環保']);
    assert.deepEqual(labelList('衛生\n環保'), ['衛生', '環保']);
    assert.deepEqual(labelList('[]'), []);
    assert.deepEqual(labelList(' '), []);
  });

  it('commas part labels only where that makes more of them known', () => {
    const labels = new Set(['稅務、財政', '衛生', '環保']);
    assert.deepEqual(readLabels('稅務、財政', labels), { known: ['稅務、財政'], unknown: [] });
    assert.deepEqual(readLabels('衛生、環保', labels), { known: ['衛生', '環保'], unknown: [] });
    assert.deepEqual(readLabels('不知道', labels), { known: [], unknown: ['不知道'] });
  });

  it('spans in every form that is known', () => {
    assert.deepEqual(readSpans('["甲", "乙"]'), [span('甲'), span('乙')]);
    assert.deepEqual(readSpans('[{"text": "甲", "type": "person", "start": 1, "end": 2}]'), [
      { type: 'person', text: '甲', place: { start: 1, end: 2 } },
    ]);
    assert.deepEqual(readSpans('{"person": ["甲"], "place": "臺北", "law": null}'), [
      span('甲', 'person'),
      span('臺北', 'place'),
    ]);
    assert.deepEqual(readSpans('{"terms": [{"text": "甲", "type": "term"}]}'), [span('甲', 'term')]);
    assert.deepEqual(readSpans('答案：\n```json\n["甲"]\n```'), [span('甲')]);
    assert.deepEqual(readSpans('人名：甲；地名：臺北'), [span('甲', '人名'), span('臺北', '地名')]);
    assert.deepEqual(readSpans('- 甲\n- 乙'), [span('甲'), span('乙')]);
    assert.deepEqual(readSpans('[]'), []);
  });

  it('spans that cannot be read are told from none', () => {
    assert.equal(readSpans(''), null);
    assert.equal(readSpans('[{"text": "甲", '), null);
    assert.equal(readSpans('[1, 2]'), null);
  });

  it('fields: nested by path, equal values in one form, what is no value left out', () => {
    assert.deepEqual(
      readFields('好的：{"a": {"b": "Ａ  1"}, "n": 1.0, "list": ["x", null], "empty": "", "none": null}'),
      new Map([
        ['a.b', '"A 1"'],
        ['n', '1'],
        ['list', '["x"]'],
      ]),
    );
    assert.equal(readFields('[1]'), null);
    assert.equal(readFields('{"a": '), null);
    assert.deepEqual(readFields('{}'), new Map());
  });
});
