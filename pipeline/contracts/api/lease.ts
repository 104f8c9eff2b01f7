import { z } from 'zod';
import type { TreeEntry } from '../artifact.ts';
import { ERRORS, type ErrorCode } from '../errors/table.ts';
import type {
  Lease,
  LeaseBeat,
  LeaseRelease,
  LeaseWord,
  NodeFree,
  NodeHello,
  NodeOffer,
  NodeWelcome,
} from '../nodes/lease.ts';
import { LONGEST_POLL_SECONDS } from '../nodes/protocol.ts';
import type { WorkEnvelope, WorkInput } from '../nodes/work.ts';
import type { StageProgress } from '../stage.ts';
import { digestSchema, treePathSchema } from './fields.ts';
import { nodeHealthSchema, nodeLabelsSchema, nodeNameSchema, nodeUnfitSchema } from './node.ts';
import { requestSchemas, responseSchemas, type ShapeOf } from './shape.ts';

const bytes = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const finite = z.number().finite();
const MOST_FILES = 1000;

const entrySchema = z.strictObject({
  path: treePathSchema,
  digest: digestSchema,
  bytes,
} satisfies ShapeOf<TreeEntry>);
const entriesSchema = z.array(entrySchema).max(MOST_FILES);

const messageSchema = z.strictObject({ en: z.string().max(500), 'zh-TW': z.string().max(500) });
const progressSchema = z.strictObject({
  percent: finite.min(0).max(100),
  message: messageSchema.exactOptional(),
  lasting: z.boolean().exactOptional(),
  loss: finite.exactOptional(),
  tokensPerSecond: finite.exactOptional(),
  recordsPerSecond: finite.exactOptional(),
  etaSeconds: finite.exactOptional(),
} satisfies ShapeOf<StageProgress>);

const sessionSchema = z.string().regex(/^[0-9a-f-]{36}$/);

/** Looser than what this version sends, so that an agent of another version is told so in place of "bad request". */
export const nodeHelloSchema = z
  .looseObject({
    protocol: z.number().int().min(0).max(1_000_000),
    version: z.string().max(100),
    session: sessionSchema,
    name: nodeNameSchema.exactOptional(),
    labels: nodeLabelsSchema,
    health: nodeHealthSchema,
  } satisfies ShapeOf<NodeHello>)
  .register(requestSchemas, { id: 'NodeHello' });

export const nodeWelcomeSchema = z
  .object({
    name: z.string(),
    protocol: z.number().int(),
    version: z.string(),
    beatSeconds: z.number(),
    leaseSeconds: z.number(),
  } satisfies ShapeOf<NodeWelcome>)
  .register(responseSchemas, { id: 'NodeWelcome' });

export const nodeFreeSchema = z
  .strictObject({
    session: sessionSchema,
    health: nodeHealthSchema,
    unfit: nodeUnfitSchema.nullable(),
    waitSeconds: finite.min(0).max(LONGEST_POLL_SECONDS),
  } satisfies ShapeOf<NodeFree>)
  .register(requestSchemas, { id: 'NodeFree' });

const inputSchema = z.object({
  kind: z.enum(['file', 'tree']),
  files: z.array(entrySchema),
} satisfies ShapeOf<WorkInput>);

const envelopeSchema = z.object({
  format: z.literal(1),
  verb: z.enum(['train', 'predict']),
  job: z.record(z.string(), z.unknown()),
  inputs: z.record(z.string().regex(/^[a-z][a-z0-9_-]{0,62}$/), inputSchema),
} satisfies ShapeOf<WorkEnvelope>);

const leaseSchema = z.object({
  work: z.string().regex(/^work_[0-9a-f]{32}$/),
  number: z.number().int(),
  credential: z.string(),
  envelope: envelopeSchema,
  checkpoint: z.array(entrySchema).nullable(),
} satisfies ShapeOf<Lease>);

export const nodeOfferSchema = z
  .object({ lease: leaseSchema.nullable(), draining: z.boolean() } satisfies ShapeOf<NodeOffer>)
  .register(responseSchemas, { id: 'NodeOffer' });

export const leaseBeatSchema = z
  .strictObject({
    health: nodeHealthSchema,
    progress: z.array(progressSchema).max(100),
  } satisfies ShapeOf<LeaseBeat>)
  .register(requestSchemas, { id: 'LeaseBeat' });

export const leaseWordSchema = z
  .object({ stop: z.boolean() } satisfies ShapeOf<LeaseWord>)
  .register(responseSchemas, { id: 'LeaseWord' });

/** Which of these pieces are there already. */
export const leasePiecesRequestSchema = z
  .strictObject({ digests: z.array(digestSchema).max(MOST_FILES) })
  .register(requestSchemas, { id: 'LeasePiecesRequest' });
export const leasePiecesSchema = z
  .object({ pieces: z.record(z.string(), z.array(z.number().int())) })
  .register(responseSchemas, { id: 'LeasePieces' });

export const pieceNumberSchema = z
  .string()
  .regex(/^(0|[1-9][0-9]{0,6})$/)
  .transform(Number);
export const pieceStoredSchema = z
  .object({ digest: digestSchema, bytes: z.number().int() })
  .register(responseSchemas, { id: 'PieceStored' });

export const leaseFilesSchema = z
  .strictObject({ files: entriesSchema })
  .register(requestSchemas, { id: 'LeaseFiles' });

export const leaseResultSchema = z
  .strictObject({ files: entriesSchema, result: z.record(z.string(), z.unknown()) })
  .register(requestSchemas, { id: 'LeaseResult' });

const parameter = z.union([z.string().max(1000), finite]);
export const leaseFailureSchema = z
  .strictObject({
    code: z
      .string()
      .refine((code) => Object.hasOwn(ERRORS, code), 'a code of this version')
      .transform((code) => code as ErrorCode),
    params: z.record(z.string().max(50), parameter).default({}),
  })
  .register(requestSchemas, { id: 'LeaseFailure' });

export const leaseReleaseSchema = z
  .strictObject({
    reason: z.enum(['stopped', 'asked', 'unfit']),
    unfit: nodeUnfitSchema.exactOptional(),
  } satisfies ShapeOf<LeaseRelease>)
  .register(requestSchemas, { id: 'LeaseRelease' });

/** Answer to everything that only has to arrive. */
export const leaseDoneSchema = z
  .object({ accepted: z.literal(true) })
  .register(responseSchemas, { id: 'LeaseDone' });
