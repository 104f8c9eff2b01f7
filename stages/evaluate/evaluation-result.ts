import type { Comparison, CutRecords, EvaluationResult, Peer } from '../../pipeline/contracts/evaluation.ts';
import type { SystemId } from '../../pipeline/contracts/names.ts';
import { PEER_IDS, type PeerId, type PeerLeftOut } from '../../pipeline/contracts/peers.ts';
import type { TaskDescription } from '../../pipeline/contracts/record.ts';
import type { PipelineSpec, ResamplingConfig } from '../../pipeline/contracts/spec.ts';
import { calibrationOf } from './calibration.ts';
import { compare, type Judged } from './comparison.ts';
import { countPairs } from './metrics/confusion.ts';
import type { Answers } from './predictions/answers.ts';
import { sliceComparisons } from './slice-comparisons.ts';
import type { Sliced } from './statistics/in-slices.ts';
import { Random } from './statistics/random.ts';
import type { SliceBy } from './statistics/slices.ts';
import { systemMetrics } from './system-metrics.ts';
import type { TestRecord } from './test-records.ts';
import { wrongExamples } from './wrong-examples.ts';

/** Wrong answers that an evaluation lists. */
const WRONG_EXAMPLES = 200;

export type EvaluateConfig = PipelineSpec['evaluate'] & {
  /** Slices that the gate's policy names: tuned and production are compared in each. */
  readonly compared_slices: readonly string[];
};

/** What the figures are worked out from. */
export interface Evidence {
  readonly task: TaskDescription;
  readonly records: readonly TestRecord[];
  /** base and tuned, and production where there is one; aligned with `records`. */
  readonly systems: ReadonlyMap<SystemId, Answers>;
  /** Aligned with `records` too. */
  readonly peers: ReadonlyMap<PeerId, Answers>;
  readonly peersLeftOut: readonly PeerLeftOut[];
  /** Slices in which tuned and production are compared. */
  readonly slices: readonly SliceBy[];
  readonly cut: CutRecords;
  readonly testDigest: string;
  readonly production: EvaluationResult['production'];
  readonly at: Date;
}

/** The whole evaluation: a pure function of the evidence, the same for the same seed. */
export function* evaluationResult(evidence: Evidence, config: ResamplingConfig): Sliced<EvaluationResult> {
  const { task, records, systems } = evidence;
  const labels = classesOf(evidence);
  const truth = indicesOf(
    records.map((record) => record.truth),
    labels,
  );
  const judge = function* <Id extends string>(id: Id, given: Answers, known: readonly string[]) {
    const answers = indicesOf(given.answers, known);
    const { draws, confidence, seed } = config;
    const bootstrap = { draws, confidence, random: Random.of(seed, `intervals ${id}`) };
    const confusion = countPairs(known.length, truth, answers);
    return { id, answers, metrics: yield* systemMetrics(known, confusion, bootstrap) } satisfies Judged<Id>;
  };
  const judged = <Id extends SystemId>(id: Id): Sliced<Judged<Id>> => judge(id, systems.get(id)!, labels);
  const base = yield* judged('base');
  const tuned = yield* judged('tuned');
  const production = systems.has('production') ? yield* judged('production') : null;
  const comparisons: Comparison[] = [yield* compare(tuned, base, truth, config)];
  if (production) comparisons.push(yield* compare(tuned, production, truth, config));
  const peers: Peer[] = [];
  for (const id of PEER_IDS.filter((each) => evidence.peers.has(each))) {
    const given = evidence.peers.get(id)!;
    // What only a peer answers, such as what could not be read, is no class of anybody else's tables.
    const known = [...labels, ...given.labels.filter((label) => !labels.includes(label))];
    const peer = yield* judge(id, given, known);
    const { candidate: _, reference: __, ...comparison } = yield* compare(tuned, peer, truth, config);
    peers.push({ id, metrics: peer.metrics, comparison });
  }
  return {
    format: 1,
    task: 'classification',
    labels,
    n: records.length,
    test_digest: evidence.testDigest,
    evaluated_at: evidence.at.toISOString(),
    confidence: config.confidence,
    bootstrap_draws: config.draws,
    systems: { base: base.metrics, tuned: tuned.metrics, production: production?.metrics ?? null },
    production: evidence.production,
    comparisons,
    calibration: yield* calibrationOf(
      systems.get('tuned')!,
      records.map((record) => record.truth),
      config,
    ),
    ...(production &&
      evidence.slices.length > 0 && {
        production_slices: yield* sliceComparisons(evidence.slices, tuned, production, truth, config),
      }),
    peers,
    peers_left_out: evidence.peersLeftOut,
    cut: evidence.cut,
    wrong: wrongExamples(records, systems, WRONG_EXAMPLES),
    unseen_labels: unseenLabels(task, records),
  };
}

/** Every class that could be asked for or answered, in code-unit order. */
function classesOf({ task, records, systems }: Evidence): string[] {
  const classes = new Set(task.labels);
  for (const { truth } of records) classes.add(truth);
  for (const { labels } of systems.values()) for (const label of labels) classes.add(label);
  return [...classes].sort();
}

/** Each label's place among the classes. */
function indicesOf(given: readonly string[], classes: readonly string[]): Int32Array {
  const index = new Map(classes.map((label, i) => [label, i]));
  return Int32Array.from(given, (label) => index.get(label)!);
}

/** Labels of the test that training never saw, with their records. */
function unseenLabels(
  task: TaskDescription,
  records: readonly TestRecord[],
): { label: string; records: number }[] {
  const seen = new Set(task.labels);
  const counts = new Map<string, number>();
  for (const { truth } of records) {
    if (!seen.has(truth)) counts.set(truth, (counts.get(truth) ?? 0) + 1);
  }
  return [...counts.keys()].sort().map((label) => ({ label, records: counts.get(label)! }));
}
