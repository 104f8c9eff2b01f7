import { recordBytes } from '../../../datasets/arrow/write.ts';
import type { BlobRef } from '../../../pipeline/contracts/artifact.ts';
import type { BaseModel } from '../../../pipeline/contracts/base.ts';
import type { DatasetRecord, TaskDescription } from '../../../pipeline/contracts/record.ts';
import type { MemoryArtifacts } from './memory-artifacts.ts';

/** A labelled record with one user turn. */
export function labelled(id: string, text: string, label: string | null): DatasetRecord {
  const messages = [{ role: 'user' as const, content: text }];
  return { id, messages, label, split: null, source: 'upload', meta: null };
}

/** Records as the blob that `split` gives. */
export async function storeRecords(
  artifacts: MemoryArtifacts,
  records: readonly DatasetRecord[],
): Promise<BlobRef> {
  async function* groups() {
    yield records;
  }
  const pieces: Buffer[] = [];
  for await (const piece of recordBytes(groups())) pieces.push(piece);
  return artifacts.putBytes(Buffer.concat(pieces));
}

export const TASK: TaskDescription = {
  kind: 'classification',
  language: 'zh-TW',
  labels: ['交通局', '衛生局'],
  prompt: { id: 'classification.zh-TW.1', system: null, user: '請分類：{input}' },
};

/** A base model whose directory holds `config.json` only if the test puts it there. */
export function baseModel(parts: Partial<BaseModel> = {}): BaseModel {
  return {
    id: 'tiny',
    digest: 'b'.repeat(64),
    directory: '/nowhere/tiny',
    chatFormat: {
      id: 'tiny',
      bos: '',
      turns: {
        system: null,
        user: { prefix: '<u>', suffix: '</u>' },
        assistant: { prefix: '<a>', suffix: '</a>' },
      },
    },
    licence: { name: 'Apache-2.0', url: 'https://example.org/licence', notice: 'Licensed under Apache-2.0.' },
    parameters: 270_000_000,
    contextLength: 2048,
    ...parts,
  };
}
