import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { detectHtmlMarkup } from '../../../../../datasets/text/html/detect.ts';
import { fixHtmlMarkup } from '../../../../../datasets/text/html/fix.ts';
import { PETITIONS } from '../corpus.ts';
import { LOOKALIKES, MARKED } from './truth-set.ts';

const NAMED_REFERENCES = ['&nbsp;', '&lt;', '&hellip;', '&#20013;', '&#x6587;'];

describe('HTML left in a text', () => {
  it('is found in every form, and in none of the others', () => {
    for (const template of MARKED)
      assert.ok(detectHtmlMarkup(template(PETITIONS[0]!)), template(PETITIONS[0]!));
    for (const template of LOOKALIKES) {
      assert.equal(detectHtmlMarkup(template(PETITIONS[0]!)), null, template(PETITIONS[0]!));
    }
    for (const reference of NAMED_REFERENCES) assert.ok(detectHtmlMarkup(`甲${reference}乙`), reference);
  });

  it('comes with what was found', () => {
    assert.deepEqual(detectHtmlMarkup('<div class="law"><p>甲&nbsp;乙</p><br/></div>'), {
      tags: 5,
      references: 1,
      names: ['div', 'p', 'br', '&nbsp;'],
    });
  });

  it('is looked for in time that grows with the text', () => {
    for (const piece of [
      '<',
      '<a "',
      '<!--',
      '&nbsp',
      '<p',
      '`',
      '<div ',
      '<a b=',
      "<a '",
      '```',
      '&#',
      '<p ><!--',
    ]) {
      const text = piece.repeat(60_000 / piece.length);
      assert.equal(fixHtmlMarkup(text) === null, detectHtmlMarkup(text) === null);
    }
  });
});
