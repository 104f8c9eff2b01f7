import type { ArtifactStore, BlobRef } from './artifact.ts';

/** The value of a JSON blob that a stage of ours wrote; its digest vouches for the shape. */
export async function readJson<T>(artifacts: Pick<ArtifactStore, 'readBytes'>, ref: BlobRef): Promise<T> {
  return JSON.parse((await artifacts.readBytes(ref.digest)).toString('utf8')) as T;
}

/** Stores a value as JSON; equal values with their keys in equal order give an equal digest. */
export function putJson(artifacts: Pick<ArtifactStore, 'putBytes'>, value: unknown): Promise<BlobRef> {
  return artifacts.putBytes(JSON.stringify(value));
}
