import type { StageName } from '../pipeline/contracts/names.ts';
import type { Stage } from '../pipeline/contracts/stage.ts';
import { evaluate } from './evaluate/stage.ts';
import { gate } from './gate/stage.ts';
import { generate } from './generate/stage.ts';
import { ingest } from './ingest/stage.ts';
import { publish } from './publish/stage.ts';
import { refine } from './refine/stage.ts';
import { report } from './report/stage.ts';
import { split } from './split/stage.ts';
import { train } from './train/stage.ts';

/** Every stage of the pipeline; a name without a stage does not compile. */
export const STAGES: Readonly<Record<StageName, Stage>> = {
  ingest,
  generate,
  refine,
  split,
  train,
  evaluate,
  gate,
  report,
  publish,
};
