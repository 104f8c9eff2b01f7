import assert from 'node:assert/strict';
import { tableFromIPC } from 'apache-arrow';
import { describe, it } from 'mocha';
import { type DocumentPassage, passageBytes, readPassages } from '../../../../datasets/documents/passages.ts';
import { streamOf } from '../reading.ts';

const passage = (number: number, text = `第${number}段，說明內容。`): DocumentPassage => ({
  id: `函.docx/說明/${number}`,
  document: '函.docx',
  section: '說明 > 一、',
  kind: 'official',
  text,
  start: number * 100,
  end: number * 100 + text.length,
  language: 'zh-TW',
});

async function written(groups: readonly (readonly DocumentPassage[])[]): Promise<Buffer> {
  const pieces: Buffer[] = [];
  const bytes = passageBytes(
    (async function* () {
      yield* groups;
    })(),
  );
  for await (const piece of bytes) pieces.push(piece);
  return Buffer.concat(pieces);
}

async function readBack(bytes: Buffer): Promise<DocumentPassage[]> {
  const passages: DocumentPassage[] = [];
  for await (const group of readPassages(streamOf(bytes))) passages.push(...group);
  return passages;
}

describe('the table of passages', () => {
  it('comes back as it was written, over several batches', async () => {
    const passages = Array.from({ length: 10_000 }, (_, number) => passage(number));
    const bytes = await written([passages.slice(0, 7), [], passages.slice(7)]);
    assert.deepEqual(await readBack(bytes), passages);
    const long = [passage(1, '長'.repeat(3_000_000)), passage(2, '文'.repeat(3_000_000)), passage(3)];
    assert.deepEqual(await readBack(await written([long])), long);
  });

  it('has the columns that other stages and Python expect, none of them null', async () => {
    const table = tableFromIPC(await written([[passage(1)]]));
    assert.deepEqual(
      table.schema.fields.map(({ name, type, nullable }) => `${name} ${type} ${nullable}`),
      [
        ...['id', 'document', 'section', 'kind', 'text', 'language'].map((name) => `${name} Utf8 false`),
        ...['start', 'end'].map((name) => `${name} Int32 false`),
      ],
    );
  });

  it('gives the same bytes for the same passages, and a readable table for none', async () => {
    assert.deepEqual(await written([[passage(1), passage(2)]]), await written([[passage(1)], [passage(2)]]));
    assert.deepEqual(await readBack(await written([])), []);
  });

  it('passes on what its source returns, and ends its source when it is ended', async () => {
    let ended = 0;
    const source = async function* (): AsyncGenerator<DocumentPassage[], number> {
      try {
        yield [passage(1)];
        return 7;
      } finally {
        ended += 1;
      }
    };
    const bytes = passageBytes(source());
    let next = await bytes.next();
    while (!next.done) next = await bytes.next();
    assert.equal(next.value, 7);
    const broken = passageBytes(source());
    await broken.next();
    await broken.next();
    await broken.return(0);
    assert.equal(ended, 2);
  });
});
