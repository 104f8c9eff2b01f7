import { z } from 'zod';
import { type RunArtifactView, runArtifactsSchema, treeViewSchema } from '../../contracts/api/artifact.ts';
import { digestSchema, outputNameSchema, runIdSchema, stageNameSchema } from '../../contracts/api/fields.ts';
import type { ArtifactRef, ArtifactStore } from '../../contracts/artifact.ts';
import { TouchstoneError } from '../../contracts/errors/error.ts';
import type { RunView } from '../../contracts/views.ts';
import { json, type Reply } from '../answers/reply.ts';
import { type AnswerDescription, defineRoute, type Route } from './route.ts';
import { bytesReply, viewTree } from './trees.ts';

const ARTIFACT_ANSWERS = [
  { status: 200, description: 'The bytes of a blob', media: 'application/octet-stream' },
  { status: 200, description: 'The list of files of a tree', schema: treeViewSchema },
] as const satisfies readonly AnswerDescription[];

export const artifactRoutes: readonly Route[] = [
  defineRoute({
    name: 'listArtifacts',
    summary: 'List what the stages of a run have made',
    method: 'get',
    path: '/v1/runs/:id/artifacts',
    access: 'reader',
    params: z.strictObject({ id: runIdSchema }),
    answers: [{ status: 200, description: 'The outputs of the finished stages', schema: runArtifactsSchema }],
    handle: async ({ service, params, language }) =>
      json({ items: outputsOf(await service.runs.show(params.id, language)) }),
  }),
  defineRoute({
    name: 'getStageOutput',
    summary: 'One output of one stage of a run',
    method: 'get',
    path: '/v1/runs/:id/stages/:stage/:output',
    access: 'reader',
    params: z.strictObject({ id: runIdSchema, stage: stageNameSchema, output: outputNameSchema }),
    answers: ARTIFACT_ANSWERS,
    handle: async ({ service, params: { id, stage, output }, language }) => {
      const outputs = outputsOf(await service.runs.show(id, language));
      const found = outputs.find((item) => item.stage === stage && item.output === output);
      if (!found) throw new TouchstoneError('OUTPUT_NOT_FOUND', { params: { run: id, stage, output } });
      return artifactReply(service.artifacts, found.artifact, `${id}-${stage}-${output}`);
    },
  }),
  defineRoute({
    name: 'getArtifact',
    summary: 'An artifact, or a file of a tree, by its digest; the run that made it must be named',
    method: 'get',
    path: '/v1/artifacts/:digest',
    access: 'reader',
    params: z.strictObject({ digest: digestSchema }),
    query: z.strictObject({ run: runIdSchema.describe('A run whose outputs hold the artifact') }),
    answers: ARTIFACT_ANSWERS,
    handle: async ({ service, params: { digest }, query, language }) => {
      const run = await service.runs.show(query.run, language);
      const found = await artifactOfRun(service.artifacts, run, digest);
      if (!found) throw new TouchstoneError('ARTIFACT_NOT_OF_RUN', { params: { run: run.id, digest } });
      return artifactReply(service.artifacts, found, digest);
    },
  }),
];

function outputsOf(run: RunView): RunArtifactView[] {
  return run.stages.flatMap(({ stage, outputs }) =>
    Object.entries(outputs ?? {}).flatMap(([output, artifact]) =>
      artifact ? [{ stage, output, artifact }] : [],
    ),
  );
}

/** An output of the run, or a file in one of its trees. The store also holds what no run may show: uploads. */
async function artifactOfRun(
  artifacts: ArtifactStore,
  run: RunView,
  digest: string,
): Promise<ArtifactRef | null> {
  const outputs = outputsOf(run).map(({ artifact }) => artifact);
  const whole = outputs.find((artifact) => artifact.digest === digest);
  if (whole) return whole;
  for (const tree of outputs) {
    if (tree.kind !== 'tree') continue;
    const file = (await artifacts.listTree(tree)).find((entry) => entry.digest === digest);
    if (file) return { kind: 'blob', digest, bytes: file.bytes };
  }
  return null;
}

async function artifactReply(
  artifacts: ArtifactStore,
  artifact: ArtifactRef,
  filename: string,
): Promise<Reply> {
  if (artifact.kind === 'tree') return json(await viewTree(artifacts, artifact));
  return bytesReply(artifacts, artifact, 'download', filename);
}
