import type { TreeView } from '../../contracts/api/artifact.ts';
import type { ArtifactStore, BlobRef, TreeEntry, TreeRef } from '../../contracts/artifact.ts';
import { TouchstoneError } from '../../contracts/errors/error.ts';
import type { BytesReply } from '../answers/reply.ts';

/** A tree with the list of its files. */
export async function viewTree(artifacts: ArtifactStore, tree: TreeRef): Promise<TreeView> {
  return { ...tree, files: await artifacts.listTree(tree) };
}

/**
 * The file of a tree at `path`, found by comparing it with the paths in the manifest: what a client writes never
 * becomes a path on a disk. Error: `FILE_NOT_FOUND`.
 */
export async function fileOfTree(artifacts: ArtifactStore, tree: TreeRef, path: string): Promise<TreeEntry> {
  const entry = (await artifacts.listTree(tree)).find((file) => file.path === path);
  if (!entry) throw new TouchstoneError('FILE_NOT_FOUND', { params: { path: path.slice(0, 200) } });
  return entry;
}

/** The reply that sends stored bytes. */
export function bytesReply(
  artifacts: ArtifactStore,
  file: TreeEntry | BlobRef,
  shown: BytesReply['shown'],
  filename: string,
): BytesReply {
  return { kind: 'bytes', bytes: file.bytes, shown, filename, open: () => artifacts.openStream(file.digest) };
}

/** The last part of a tree path. */
export function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
