import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { readDocument } from '../../../../datasets/documents/read.ts';
import { MARKED, OPEN, type SecrecySample } from './secrecy-samples.ts';

const read = (text: string) => readDocument(Buffer.from(text), { name: 'sample.txt', allowClassified: true });

async function wrong(samples: readonly SecrecySample[]): Promise<string[]> {
  const found: string[] = [];
  for (const { name, text, level } of samples) {
    const { secrecy } = await read(text);
    if ((secrecy?.level ?? null) !== level)
      found.push(`${name}: ${secrecy?.level ?? 'open'} by "${secrecy?.mark}"`);
  }
  return found;
}

describe('marks of secrecy', () => {
  it('are found, with their grade', async () => {
    assert.ok(MARKED.length >= 50, String(MARKED.length));
    assert.deepEqual(await wrong(MARKED), []);
  });

  it('are not seen in documents that only speak of secrecy', async () => {
    assert.ok(OPEN.length >= 500, String(OPEN.length));
    assert.deepEqual(await wrong(OPEN), []);
  });
});
