import { z } from 'zod';
import { repositoryPathSchema } from '../git-trigger.ts';
import { registryNameSchema } from '../spec.ts';

/** The file at the top of a dataset repository that says what the dataset is. */
export const MANIFEST_FILE = 'touchstone.yaml';

/** What `touchstone.yaml` may hold. */
export const manifestSchema = z.strictObject({
  version: z.literal(1).default(1),
  /** Registry name. Left out: the one of the pipeline that watches the repository. */
  name: registryNameSchema.exactOptional(),
  /** A file of records; a document, several, or folders of them. */
  dataset: z.union([repositoryPathSchema, z.array(repositoryPathSchema).min(1).max(1000)]),
  /** A test file of its own. */
  test: repositoryPathSchema.exactOptional(),
  /** The pipeline spec, or the path of a file that holds it. Left out: the pipeline's. */
  spec: z.union([repositoryPathSchema, z.record(z.string(), z.unknown())]).exactOptional(),
});

export type Manifest = z.output<typeof manifestSchema>;
