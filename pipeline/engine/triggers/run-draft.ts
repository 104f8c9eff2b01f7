import { createHash } from 'node:crypto';
import type { ArtifactStore } from '../../contracts/artifact.ts';
import { TouchstoneError } from '../../contracts/errors/error.ts';
import type { EndpointFacts } from '../../contracts/generation.ts';
import { nearName } from '../../contracts/near-name.ts';
import type { BaseView } from '../../contracts/service.ts';
import { type PipelineSpec, registryNameSchema } from '../../contracts/spec.ts';
import type { Decision } from '../../contracts/stage.ts';
import type { DatasetVersionView } from '../../contracts/views.ts';
import type { Database } from '../../store/database/database.ts';
import { versionById } from '../../store/rows/datasets.ts';
import { decisionsInForce } from '../../store/rows/decisions.ts';
import { aliasTarget } from '../../store/rows/models.ts';
import { canonicalJson } from '../canonical-json.ts';
import { decidePairs } from '../confusions.ts';
import { checkGeneratingRun, withEndpoint } from '../generation.ts';
import { parseSpec } from '../spec.ts';
import { suiteOfRun } from '../suites.ts';

/** What a run is checked against before it is written down. */
export interface DraftParts {
  readonly database: Database;
  readonly artifacts: Pick<ArtifactStore, 'readBytes'>;
  readonly bases: { list(): Promise<readonly BaseView[]> };
  /** The endpoint of the text model; null: there is none. */
  readonly textEndpoint: EndpointFacts | null;
}

/** A run that could begin: everything that was asked for is there and fits together. */
export interface RunDraft {
  readonly name: string;
  readonly dataset: DatasetVersionView;
  readonly test: DatasetVersionView | null;
  readonly suite: number | null;
  readonly spec: PipelineSpec;
  readonly specDigest: string;
  /** Pairs for hard negatives; null: none were asked for. */
  readonly pairs: Decision | null;
  /** Digest of what people gave: data, how it is read, decisions about it, spec. */
  readonly substance: string;
  /**
   * Digest of everything that is known beforehand of what the result depends on: the substance, and what it is compared
   * with. Runs with equal ones do the same work; the later one would find all of it done.
   */
  readonly work: string;
}

/** Checks what is to be run, and says at once, not after minutes of work, what is wrong with it. */
export async function draftRun(
  parts: DraftParts,
  asked: {
    readonly name: string;
    readonly dataset: string;
    readonly test: string | null;
    readonly spec: unknown;
  },
): Promise<RunDraft> {
  const { database } = parts;
  const { name } = asked;
  checkName(name);
  const spec = withEndpoint(parseSpec(asked.spec ?? {}), parts.textEndpoint);
  const suite = await suiteOfRun(database, asked);
  checkGeneratingRun(spec, asked.test !== null || suite !== null);
  const dataset = await versionById(database, asked.dataset);
  const test = asked.test === null ? null : await versionById(database, asked.test);
  await checkBase(parts, spec.base);
  const pairs = await decidePairs(parts, name, spec);
  const specDigest = sha256(canonicalJson(spec));
  const substance = sha256(
    canonicalJson({
      name,
      dataset: { digest: dataset.digest, reading: dataset.reading },
      test: test && { digest: test.digest, reading: test.reading },
      suite,
      spec: specDigest,
      decisions: await decisionsInForce(database, dataset.dataset),
    }),
  );
  const production = await aliasTarget(database, name, 'production');
  const work = sha256(canonicalJson({ substance, production, pairs: pairs?.value ?? null }));
  return { name, dataset, test, suite, spec, specDigest, pairs, substance, work };
}

/** Error: `NAME_INVALID`. */
export function checkName(name: string): void {
  if (registryNameSchema.safeParse(name).success) return;
  throw new TouchstoneError('NAME_INVALID', {
    params: { name: JSON.stringify(name).slice(0, 100) },
    place: { field: 'name' },
  });
}

/** A base model that is unknown or not here. */
async function checkBase({ bases }: DraftParts, id: string): Promise<void> {
  if (id === 'auto') return;
  const known = await bases.list();
  const base = known.find((one) => one.id === id);
  if (base === undefined)
    throw unknownBase(
      id,
      known.map((one) => one.id),
    );
  if (base.state === 'absent') {
    throw new TouchstoneError('BASE_UNREACHABLE', {
      params: { id, detail: 'not on this machine' },
      place: { field: 'base' },
    });
  }
}

function unknownBase(id: string, known: readonly string[]): TouchstoneError {
  return new TouchstoneError('BASE_UNKNOWN', {
    params: { id, suggestion: nearName(id, known) ?? known[0] ?? '' },
    place: { field: 'base' },
  });
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
