import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { faultOf } from '../reading.ts';
import { read, sample } from './reading.ts';

/** A letter of which the document type and the subject are given. */
const letter = (doctype: string, subject = '檢送資料1份，請查照。', attributes = ''): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n${doctype}\n<函>\n<發文機關><全銜>青川市政府</全銜></發文機關>\n` +
  `<主旨><文字${attributes}>${subject}</文字></主旨>\n</函>\n`;

const laughs = (): string => {
  const lines = ['<!ENTITY lol "哈哈哈哈哈哈哈哈哈哈">'];
  for (let n = 1; n < 10; n++) lines.push(`<!ENTITY lol${n} "${`&lol${n > 1 ? n - 1 : ''};`.repeat(10)}">`);
  return letter(`<!DOCTYPE 函 [\n${lines.join('\n')}\n]>`, '&lol9;');
};

const refused: readonly { what: string; xml: string; code: string; entity?: string; line?: number }[] = [
  { what: 'a billion laughs', xml: laughs(), code: 'DOCUMENT_XML_ENTITY', entity: 'lol' },
  {
    what: 'a file of the machine as an entity',
    xml: letter('<!DOCTYPE 函 [<!ENTITY xxe SYSTEM "file:///etc/passwd">]>', '&xxe;'),
    code: 'DOCUMENT_XML_ENTITY',
    entity: 'xxe',
  },
  {
    what: 'an address as an entity',
    xml: letter("<!DOCTYPE 函 [<!ENTITY out PUBLIC 'x' 'https://example.com/a.xml'>]>", '&out;'),
    code: 'DOCUMENT_XML_ENTITY',
    entity: 'out',
  },
  {
    what: 'an entity that is declared and not used',
    xml: letter('<!DOCTYPE 函 [<!ENTITY 機關 "青川市政府">]>'),
    code: 'DOCUMENT_XML_ENTITY',
    entity: '機關',
  },
  { what: 'an entity of nobody', xml: letter('', '甲&nbsp;乙'), code: 'DOCUMENT_XML_ENTITY', entity: 'nbsp' },
  {
    what: 'an entity in an attribute',
    xml: letter('', '甲', ' a="&nbsp;"'),
    code: 'DOCUMENT_XML_ENTITY',
    entity: 'nbsp',
  },
  {
    what: 'a name that objects have by themselves',
    xml: letter('', '&constructor;'),
    code: 'DOCUMENT_XML_ENTITY',
    entity: 'constructor',
  },
  {
    what: 'an element that is not closed',
    xml: letter('').replace('</主旨>', ''),
    code: 'DOCUMENT_XML',
    line: 6,
  },
  { what: 'a bare ampersand', xml: letter('', '甲 & 乙'), code: 'DOCUMENT_XML', line: 5 },
  { what: 'a text cut off', xml: letter('').slice(0, -12), code: 'DOCUMENT_XML' },
  {
    what: 'elements without end inside each other',
    xml: letter('', `${'<a>'.repeat(5_000)}${'</a>'.repeat(5_000)}`),
    code: 'DOCUMENT_TOO_DEEP',
  },
  { what: 'another kind of XML', xml: '<?xml version="1.0"?><rss><channel/></rss>', code: 'DOCUMENT_FORMAT' },
];

describe('XML of official documents', () => {
  for (const { what, xml, code, entity, line } of refused) {
    it(`refuses ${what}`, async () => {
      const fault = await faultOf(read(xml, { name: 'file.di' }));
      assert.equal(fault.code, code);
      assert.equal(fault.place?.file, 'file.di');
      if (entity !== undefined) assert.equal(fault.params?.entity, entity);
      if (line !== undefined) assert.equal(fault.place?.line, line);
    });
  }

  it('fetches no document type, and passes parameter entities over', async () => {
    const doctype =
      '<!DOCTYPE 函 SYSTEM "https://example.com/104_2_utf8.dtd" [\n<!ENTITY % 基本標籤 SYSTEM "99_basic_a_utf8.ent">\n' +
      '<!-- <!ENTITY a "b"> -->\n<!NOTATION _X SYSTEM "">\n]>';
    assert.equal((await read(letter(doctype))).official?.subject, '檢送資料1份，請查照。');
  });

  it('knows the five entities of XML, character references and CDATA', async () => {
    const subject = '甲&lt;乙&amp;&#x4E19;<![CDATA[<丁&戊>]]>';
    assert.equal((await read(letter('', subject))).official?.subject, '甲<乙&丙<丁&戊>');
  });

  it('believes the encoding that is declared, and the bytes where they are another', async () => {
    const wrong = sample('letter.di').toString('utf8').replace('encoding="utf-8"', 'encoding="big5"');
    assert.equal((await read(wrong)).metadata.encoding, 'utf-8');
    const utf16 = Buffer.from(`\ufeff${letter('').replace('UTF-8', 'UTF-16')}`, 'utf16le');
    const document = await read(utf16);
    assert.equal(document.metadata.encoding, 'utf-16le');
    assert.equal(document.official?.issuers[0]?.name, '青川市政府');
  });

  it('takes elements in another order, and empty ones', async () => {
    const xml =
      '<函><正本/><主旨><文字>請查照。</文字></主旨><速別/><發文機關><全銜>青川市政府</全銜></發文機關></函>';
    const { official } = await read(xml);
    assert.equal(official?.kind, '函');
    assert.deepEqual(official?.originals, []);
    assert.equal(official?.urgency, null);
  });
});
