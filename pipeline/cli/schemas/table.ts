import { z } from 'zod';
import { baseListSchema, baseSchema } from '../../contracts/api/base.ts';
import { costsSchema } from '../../contracts/api/costs.ts';
import { datasetVersionSchema } from '../../contracts/api/dataset.ts';
import { decisionSchema } from '../../contracts/api/decision.ts';
import { gitWatchSchema } from '../../contracts/api/git.ts';
import { modelVersionSchema } from '../../contracts/api/model.ts';
import { addedNodeSchema, nodeListSchema, nodeSchema } from '../../contracts/api/node.ts';
import { noticeSchema, targetListSchema } from '../../contracts/api/notice.ts';
import { pipelineSchema } from '../../contracts/api/pipeline.ts';
import { runSchema } from '../../contracts/api/run.ts';
import { suiteListSchema, suiteSchema } from '../../contracts/api/suite.ts';
import { triggerSchema } from '../../contracts/api/trigger.ts';
import { unmaskedRecordSchema } from '../../contracts/api/unmask.ts';
import { progressLineSchema } from '../terminal/progress-line.ts';
import * as datasets from './of-datasets.ts';
import * as git from './of-git.ts';
import * as jenkins from './of-jenkins.ts';
import { completionSchema, doctorSchema, schemaSchema, upSchema } from './of-machine.ts';
import * as models from './of-models.ts';
import * as nodes from './of-nodes.ts';
import * as runs from './of-runs.ts';

const items = (schema: z.ZodType) => z.object({ items: z.array(schema) });

/** What each command prints with `--json`, by its words; a test holds every command to have one. */
export const OUTPUT_SCHEMAS: Readonly<Record<string, z.ZodType>> = {
  up: upSchema,
  run: runs.runResultSchema,
  doctor: doctorSchema,
  schema: schemaSchema,
  completion: completionSchema,
  'dataset add': datasetVersionSchema,
  'dataset check': datasets.checkSchema,
  'dataset convert': datasets.convertedSchema,
  'dataset generate': datasets.generatedSchema,
  'dataset list': datasets.datasetListSchema,
  'dataset show': datasets.datasetWithVersionsSchema,
  'dataset diff': datasets.diffSchema,
  'dataset decide': decisionSchema,
  'dataset decisions': items(decisionSchema),
  'dataset withdraw': decisionSchema,
  'dataset unmask': unmaskedRecordSchema,
  'runs list': runs.runListSchema,
  'runs show': runSchema,
  'runs follow': runs.runResultSchema,
  'runs cancel': runs.runResultSchema,
  'runs resume': runs.runResultSchema,
  'runs findings': runs.findingListSchema,
  'runs generated': runs.savedRecordsSchema,
  'runs compare': runs.comparisonSchema,
  'runs stage': runs.stageEndSchema,
  'runs summary': runs.summarySchema,
  report: runs.reportPathSchema,
  evaluate: models.evaluatedSchema,
  'models list': models.modelListSchema,
  'models show': models.shownModelSchema,
  'models promote': modelVersionSchema,
  'models rollback': modelVersionSchema,
  'models export': models.exportedSchema,
  'models history': models.historySchema,
  'models freeze': suiteSchema,
  'models unfreeze': suiteSchema,
  'models suite': suiteListSchema,
  'base list': baseListSchema,
  'base add': baseSchema,
  'notices list': items(noticeSchema),
  'notices show': noticeSchema,
  'notices replay': noticeSchema,
  'notices targets': targetListSchema,
  'notices test': noticeSchema,
  costs: costsSchema,
  'nodes add': addedNodeSchema,
  'nodes list': nodeListSchema,
  'nodes show': nodeSchema,
  'nodes drain': nodeSchema,
  'nodes remove': nodeSchema,
  'node start': nodes.nodeStartSchema,
  'triggers list': items(triggerSchema),
  'triggers show': triggerSchema,
  'pipelines set': pipelineSchema,
  'pipelines list': items(pipelineSchema),
  'pipelines show': pipelineSchema,
  'pipelines remove': pipelineSchema,
  'pipelines pause': pipelineSchema,
  'pipelines resume': pipelineSchema,
  'pipelines start': runs.runResultSchema,
  'git check': git.gitCheckSchema,
  'git show': gitWatchSchema,
  'git look': gitWatchSchema,
  'jenkins check': jenkins.jenkinsCheckSchema,
  'jenkins setup': jenkins.jenkinsSetUpSchema,
  'jenkins trigger': jenkins.jenkinsTriggerSchema,
  'jenkins follow': jenkins.jenkinsFollowSchema,
  'jenkins stop': jenkins.jenkinsStopSchema,
  'jenkins log': jenkins.jenkinsLogSchema,
};

/** A line of `--progress json`, beside the results of commands. */
export const PROGRESS = 'progress';

/** Commands that tell a fault in the shape of their result; all others print `{"error": …}`. */
const TELLS_FAULT_ITSELF = ['run', PROGRESS];

/** The schema of a command's output as published; undefined for a name that has none. */
export function outputSchema(name: string): z.ZodType | undefined {
  return name === PROGRESS ? progressLineSchema : OUTPUT_SCHEMAS[name];
}

/** Whether the output may be an error in place of the result. */
export function mayBeError(name: string): boolean {
  return !TELLS_FAULT_ITSELF.includes(name);
}
