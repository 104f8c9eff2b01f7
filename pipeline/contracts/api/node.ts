import { z } from 'zod';
import {
  type AddedNode,
  type GpuHealth,
  NODE_STATES,
  type NodeHealth,
  type NodeUnfit,
  type NodeView,
  type NodeWorkView,
  UNFIT_REASONS,
} from '../nodes/node.ts';
import { instantSchema, personSchema } from './fields.ts';
import { stageProgressSchema } from './run.ts';
import { requestSchemas, responseSchemas, type ShapeOf } from './shape.ts';

/** Name of a node, as an operator gives it. */
export const nodeNameSchema = z.string().regex(/^[a-z][a-z0-9-]{0,62}$/);
/** A property of a node that work may ask for. */
export const nodeLabelSchema = z.string().regex(/^[a-z0-9][a-z0-9._-]{0,62}$/);
export const nodeLabelsSchema = z.array(nodeLabelSchema).max(32);

const mib = z
  .number()
  .int()
  .min(0)
  .max(2 ** 40);
const text = z.string().max(200);

const gpuSchema = z
  .strictObject({
    name: text,
    driver: text,
    memoryMib: mib,
    usedMib: mib,
    temperature: z.number().min(-100).max(300).nullable().describe('Degrees Celsius'),
    utilisation: z.number().min(0).max(100).nullable().describe('Percent'),
    watts: z.number().min(0).max(100_000).nullable(),
  } satisfies ShapeOf<GpuHealth>)
  .register(responseSchemas, { id: 'GpuHealth' });

export const nodeHealthSchema = z
  .strictObject({
    gpus: z.array(gpuSchema).max(64),
    cpus: z.number().int().min(1).max(65_536),
    cpuUtilisation: z.number().min(0).max(100).nullable(),
    memoryMib: mib,
    freeMemoryMib: mib,
    freeDiskMib: mib,
    cacheMib: mib,
  } satisfies ShapeOf<NodeHealth>)
  .register(responseSchemas, { id: 'NodeHealth' });

export const nodeUnfitSchema = z
  .strictObject({ reason: z.enum(UNFIT_REASONS), detail: z.string().max(500) } satisfies ShapeOf<NodeUnfit>)
  .register(responseSchemas, { id: 'NodeUnfit' });

const workSchema = z
  .object({
    id: z.string(),
    run: z.string(),
    stage: z.string(),
    verb: z.string(),
    startedAt: instantSchema,
    progress: stageProgressSchema.nullable(),
  } satisfies ShapeOf<NodeWorkView>)
  .register(responseSchemas, { id: 'NodeWork' });

export const nodeSchema = z
  .object({
    name: z.string(),
    state: z.enum(NODE_STATES),
    labels: z.array(z.string()),
    version: z.string().nullable().describe('Version of its agent; null before the first one'),
    health: nodeHealthSchema.nullable(),
    unfit: nodeUnfitSchema.nullable().describe('Why it takes no work until it is mended'),
    draining: z.object({ by: z.string(), at: instantSchema }).nullable(),
    createdBy: z.string(),
    createdAt: instantSchema,
    seenAt: instantSchema.nullable(),
    work: workSchema.nullable(),
  } satisfies ShapeOf<NodeView>)
  .register(responseSchemas, { id: 'Node' });

export const nodeListSchema = z
  .object({ items: z.array(nodeSchema) })
  .register(responseSchemas, { id: 'NodeList' });

export const addedNodeSchema = z
  .object({
    name: z.string(),
    token: z.string().describe('Shown this once; the service keeps its hash alone'),
  } satisfies ShapeOf<AddedNode>)
  .register(responseSchemas, { id: 'AddedNode' });

export const addNodeSchema = z
  .strictObject({ name: nodeNameSchema, by: personSchema })
  .register(requestSchemas, { id: 'AddNodeRequest' });

export const drainNodeSchema = z
  .strictObject({ by: personSchema, off: z.boolean().default(false).describe('Let it take work again') })
  .register(requestSchemas, { id: 'DrainNodeRequest' });

export const removeNodeSchema = z
  .strictObject({ by: personSchema })
  .register(requestSchemas, { id: 'RemoveNodeRequest' });
