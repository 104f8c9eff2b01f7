import type { Readable } from 'node:stream';
import type { LabelledText } from '../../datasets/linear/text-classifier.ts';
import type { AnyEvaluation } from '../../pipeline/contracts/answer-evaluation.ts';
import type { BlobRef } from '../../pipeline/contracts/artifact.ts';
import type { CutRecords, EvaluationResult, ExampleOutcome } from '../../pipeline/contracts/evaluation.ts';
import type { Localized, SystemId } from '../../pipeline/contracts/names.ts';
import type { TaskDescription } from '../../pipeline/contracts/record.ts';
import type { AskedPairs } from './pairs/ask-pairs.ts';
import type { PeerPlan } from './peers/peers.ts';
import type { Answers } from './predictions/answers.ts';
import type { SliceBy } from './statistics/slices.ts';
import type { AnsweringId } from './systems.ts';
import type { TestRecord } from './test-records.ts';

/** What was asked, and the bytes of what each system answered. */
export interface Asked {
  readonly task: TaskDescription;
  readonly test: BlobRef;
  readonly records: readonly TestRecord[];
  /** What each training record asks, and its label or answer. */
  readonly training: readonly LabelledText[];
  readonly plan: PeerPlan;
  readonly systems: readonly {
    readonly id: AnsweringId;
    readonly labels: readonly string[];
    readonly bytes: Uint8Array;
  }[];
  readonly slices: readonly SliceBy[];
  readonly testDigest: string;
  readonly production: EvaluationResult['production'];
  /** null where there are none. */
  readonly pairs: AskedPairs | null;
  /** Records that were too long for somebody. */
  readonly cut: CutRecords;
  readonly at: Date;
}

export interface JudgedTest {
  readonly evaluation: AnyEvaluation;
  /** `predictions.jsonl`. */
  readonly lines: Readable;
  /** Of answers chosen among labels; null of answers that were written. */
  readonly answers: ReadonlyMap<SystemId, Answers> | null;
  readonly labels: readonly string[];
  /** The evaluation's list of wrong answers; empty of answers that were written. */
  readonly wrong: readonly ExampleOutcome[];
  readonly warnings: readonly Localized[];
}
