import type { ArtifactStore, TreeRef } from '../../pipeline/contracts/artifact.ts';
import { TRAINING_FILE } from './training-report.ts';

/** The adapter's files without the report, which holds times: equal weights give an equal digest. */
export async function storeAdapter(artifacts: ArtifactStore, directory: string): Promise<TreeRef> {
  const files = await artifacts.listTree(await artifacts.putTree(directory));
  return artifacts.putTreeOf(files.filter(({ path }) => path !== TRAINING_FILE));
}
