import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import {
  type ArtifactStore,
  DIGEST_PATTERN,
  type TreeEntry,
  type TreeRef,
} from '../../contracts/artifact.ts';
import { TouchstoneError } from '../../contracts/errors/error.ts';
import type { Database } from '../../store/database/database.ts';
import { baseTree, keepBaseTree } from '../../store/rows/work-pieces.ts';

const baseFileSchema = z.looseObject({ digest: z.string().regex(DIGEST_PATTERN) });

/** Puts base models into the artifact store, each once, so that any service can hand their files to nodes. */
export class BaseTrees {
  readonly #database: Database;
  readonly #artifacts: ArtifactStore;
  readonly #putting = new Map<string, Promise<TreeRef>>();

  constructor(database: Database, artifacts: ArtifactStore) {
    this.#database = database;
    this.#artifacts = artifacts;
  }

  /** The files of a base that lies ready in a directory. Error: `TRAINER_OUTPUT` where it has no `base.json`. */
  async filesOf(directory: string): Promise<readonly TreeEntry[]> {
    const digest = await digestOf(directory);
    const known = await baseTree(this.#database, digest);
    const ref = known === null ? null : ({ kind: 'tree', digest: known.tree, bytes: known.bytes } as const);
    if (ref !== null && (await this.#artifacts.has(ref))) return this.#artifacts.listTree(ref);
    return this.#artifacts.listTree(await this.#put(digest, directory));
  }

  #put(digest: string, directory: string): Promise<TreeRef> {
    const putting =
      this.#putting.get(digest) ??
      this.#artifacts
        .putTree(directory)
        .then(async (tree) => {
          await keepBaseTree(this.#database, { digest, tree: tree.digest, bytes: tree.bytes });
          return tree;
        })
        .finally(() => this.#putting.delete(digest));
    this.#putting.set(digest, putting);
    return putting;
  }
}

async function digestOf(directory: string): Promise<string> {
  const file = join(directory, 'base.json');
  try {
    return baseFileSchema.parse(JSON.parse(await readFile(file, 'utf8'))).digest;
  } catch (cause) {
    throw new TouchstoneError('TRAINER_OUTPUT', { params: { file, detail: 'no digest' }, cause });
  }
}
