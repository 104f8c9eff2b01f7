import { z } from 'zod';
import type { BlobRef, TreeEntry, TreeRef } from '../artifact.ts';
import type { StageName } from '../names.ts';
import { digestSchema, stageNameSchema } from './fields.ts';
import { responseSchemas, type ShapeOf } from './shape.ts';

export const blobRefSchema = z.object({
  kind: z.literal('blob'),
  digest: digestSchema,
  bytes: z.number().int(),
} satisfies ShapeOf<BlobRef>);

export const treeRefSchema = z.object({
  kind: z.literal('tree'),
  digest: digestSchema,
  bytes: z.number().int(),
} satisfies ShapeOf<TreeRef>);

export const artifactRefSchema = z
  .discriminatedUnion('kind', [blobRefSchema, treeRefSchema])
  .register(responseSchemas, { id: 'Artifact' });

const treeEntrySchema = z.object({
  path: z.string(),
  digest: digestSchema,
  bytes: z.number().int(),
} satisfies ShapeOf<TreeEntry>);

/** A tree with what is in it. */
export interface TreeView extends TreeRef {
  readonly files: readonly TreeEntry[];
}

export const treeViewSchema = z
  .object({ ...treeRefSchema.shape, files: z.array(treeEntrySchema) } satisfies ShapeOf<TreeView>)
  .register(responseSchemas, { id: 'Tree' });

/** One output of one stage of a run. */
export interface RunArtifactView {
  readonly stage: StageName;
  readonly output: string;
  readonly artifact: z.output<typeof artifactRefSchema>;
}

export const runArtifactsSchema = z
  .object({
    items: z.array(
      z.object({
        stage: stageNameSchema,
        output: z.string(),
        artifact: artifactRefSchema,
      } satisfies ShapeOf<RunArtifactView>),
    ),
  })
  .register(responseSchemas, { id: 'RunArtifacts' });
