import type { ArtifactStore, TreeEntry, TreeRef } from '../../pipeline/contracts/artifact.ts';

/** What makes up a version's tree: whole trees under a folder, and single files. */
export interface VersionParts {
  readonly folders: Readonly<Record<string, TreeRef>>;
  /** Content by file name; anything but text is written as JSON. */
  readonly files: Readonly<Record<string, unknown>>;
}

/** Puts a version's tree together from what is stored already and a few small files. */
export async function versionTree(
  artifacts: ArtifactStore,
  { folders, files }: VersionParts,
): Promise<TreeRef> {
  const entries: TreeEntry[] = [];
  for (const [folder, tree] of Object.entries(folders)) {
    for (const entry of await artifacts.listTree(tree)) {
      entries.push({ ...entry, path: `${folder}/${entry.path}` });
    }
  }
  for (const [path, content] of Object.entries(files)) {
    const text = typeof content === 'string' ? content : `${JSON.stringify(content, null, 2)}\n`;
    const { digest, bytes } = await artifacts.putBytes(text);
    entries.push({ path, digest, bytes });
  }
  return artifacts.putTreeOf(entries);
}
