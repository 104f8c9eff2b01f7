import type { ArtifactStore, BlobRef, TreeRef } from '../../pipeline/contracts/artifact.ts';
import type { BaseModel, BaseStore } from '../../pipeline/contracts/base.ts';
import { TouchstoneError } from '../../pipeline/contracts/errors/error.ts';
import { readJson } from '../../pipeline/contracts/json-artifact.ts';
import type { SystemId } from '../../pipeline/contracts/names.ts';
import type { PeerId } from '../../pipeline/contracts/peers.ts';
import type { TaskDescription } from '../../pipeline/contracts/record.ts';
import type { ModelVersion, PublishedPrompt } from '../../pipeline/contracts/registry.ts';
import { type LengthSetting, maxLengthOf } from './max-length.ts';

/** Whatever answers test records by the trainer. */
export type AnsweringId = SystemId | (typeof ANSWERING_PEERS)[number];
const ANSWERING_PEERS = ['few_shot', 'frozen'] as const satisfies readonly PeerId[];

/** Whether it stands beside base, tuned and production. */
export function isPeer(id: AnsweringId): id is (typeof ANSWERING_PEERS)[number] {
  return (ANSWERING_PEERS as readonly string[]).includes(id);
}

/** A model as it answers: weights, and the prompt, labels and chat format that it answers with. */
export interface System {
  readonly id: AnsweringId;
  readonly base: BaseModel;
  /** null: the base alone. */
  readonly adapter: TreeRef | null;
  /** Training records that a classifier on the base's features learns from: it answers in the base's place. */
  readonly learnsFrom?: BlobRef;
  readonly task: AskedTask;
  /** Tokens that a record may have, its answer included; longer ones are cut. */
  readonly maxLength: number;
}

/** What a system is asked to do: choose among labels, or where `answer_tokens` says how much, write, or score pairs of answers. */
export type AskedTask = Pick<TaskDescription, 'labels' | 'prompt' | 'answer_tokens'> & {
  readonly pairs?: true;
};

/** The base and the tuned model, asked alike. */
export function trainedSystems(
  base: BaseModel,
  adapter: TreeRef,
  task: TaskDescription,
  length: LengthSetting,
): [System, System] {
  const maxLength = maxLengthOf(base, length);
  return [
    { id: 'base', base, adapter: null, task, maxLength },
    { id: 'tuned', base, adapter, task, maxLength },
  ];
}

/**
 * The version in production, asked as it is asked in service: with the prompt, labels and chat format it was published
 * with, on its own base. A label that it does not know it cannot answer, which is how it fares on the work of today.
 * Errors: `BASE_UNREACHABLE` as the base store says; `PRODUCTION_BASE_CHANGED` where the base of that name has other
 * weights by now; `ARTIFACT_MISSING` for a version whose tree lacks its prompt.
 * @param asked what the systems beside it are asked: a version published for another kind of task does that one as well
 */
export async function productionSystem(
  version: ModelVersion,
  base: BaseModel,
  asked: AskedTask,
  length: LengthSetting,
  world: { readonly artifacts: ArtifactStore; readonly bases: BaseStore; readonly signal: AbortSignal },
): Promise<System> {
  const own =
    version.base.digest === base.digest
      ? base
      : await world.bases.ensure(version.base.id, { signal: world.signal });
  if (own.digest !== version.base.digest) {
    throw new TouchstoneError('PRODUCTION_BASE_CHANGED', {
      params: { name: version.name, version: version.version, base: version.base.id },
      expected: version.base.digest,
      found: own.digest,
    });
  }
  const prompt = await publishedPrompt(world.artifacts, version);
  return {
    id: 'production',
    base: { ...own, chatFormat: prompt.chat_format },
    adapter: version.adapter,
    task: taskInService(prompt, asked),
    maxLength: maxLengthOf(own, length),
  };
}

/** The prompt is the version's own, and so are the labels where both choose among labels. */
function taskInService({ labels, prompt, answer_tokens: own }: PublishedPrompt, asked: AskedTask): AskedTask {
  if (asked.answer_tokens === undefined) return { labels: own === undefined ? labels : asked.labels, prompt };
  return { labels: [], prompt, answer_tokens: Math.max(asked.answer_tokens, own ?? 0) };
}

async function publishedPrompt(artifacts: ArtifactStore, version: ModelVersion): Promise<PublishedPrompt> {
  const entry = (await artifacts.listTree(version.tree)).find(({ path }) => path === 'prompt.json');
  if (!entry) {
    const digest = `${version.tree.digest}/prompt.json`;
    throw new TouchstoneError('ARTIFACT_MISSING', { params: { digest } });
  }
  return readJson<PublishedPrompt>(artifacts, { kind: 'blob', digest: entry.digest, bytes: entry.bytes });
}
