import { TouchstoneError } from '../../pipeline/contracts/errors/error.ts';
import type { ConfusedPair } from '../../pipeline/contracts/generation.ts';
import { readJson } from '../../pipeline/contracts/json-artifact.ts';
import type { Localized } from '../../pipeline/contracts/names.ts';
import { nearName } from '../../pipeline/contracts/near-name.ts';
import type { PipelineSpec } from '../../pipeline/contracts/spec.ts';
import type { StageContext, StageInputs } from '../../pipeline/contracts/stage.ts';
import type { RecordSurvey } from './record-survey.ts';

/** Pairs that hard negatives are made for. */
export interface ChosenPairs {
  readonly pairs: readonly ConfusedPair[];
  /** About pairs that the last evaluation mixed up and whose labels the dataset no longer has. */
  readonly warnings: readonly Localized[];
}

/**
 * The pairs that the spec names, else those of the last evaluation. A label that is named and not there is a mistake; one that
 * an older dataset had is passed over.
 * Errors: `GENERATE_SETTING`; `GENERATE_NO_MATERIAL` where no pair is left.
 */
export async function choosePairs(
  { method, pairs }: PipelineSpec['generate'],
  survey: RecordSurvey,
  inputs: StageInputs,
  { artifacts }: Pick<StageContext, 'artifacts'>,
): Promise<ChosenPairs> {
  if (method !== 'hard_negatives') return { pairs: [], warnings: [] };
  const known = (label: string): boolean => survey.countOf(label) > 0;
  if (pairs !== 'auto') {
    for (const [at, pair] of pairs.entries())
      for (const [side, label] of pair.entries())
        if (!known(label)) throw unknownLabel(label, `pairs.${at}.${side}`, survey.labels);
    return { pairs, warnings: [] };
  }
  const blob = inputs.optionalBlob('confusions');
  if (blob === null) throw unsuitable('pairs', 'there is no evaluation to take pairs from: name them');
  const confused = await readJson<readonly ConfusedPair[]>(artifacts, blob);
  const there = confused.filter((pair) => pair.every(known));
  if (there.length === 0) {
    const detail = 'the dataset has none of the labels that the last evaluation mixed up';
    throw new TouchstoneError('GENERATE_NO_MATERIAL', { params: { method, detail } });
  }
  const gone = confused.filter((pair) => !there.includes(pair));
  return { pairs: there, warnings: gone.length === 0 ? [] : [passedOver(gone)] };
}

function passedOver(gone: readonly ConfusedPair[]): Localized {
  const list = gone.map((pair) => pair.map(short).join(' / ')).join('; ');
  return {
    'zh-TW': `最近一次評測混淆的標籤配對中，資料集已沒有其中標籤的有 ${gone.length} 組，未使用：${list}。`,
    en: `Pairs that the last evaluation mixed up, of which the dataset no longer has a label, were passed over (${gone.length}): ${list}.`,
  };
}

function unknownLabel(label: string, field: string, labels: readonly string[]): TouchstoneError {
  const near = nearName(label, labels) ?? labels[0] ?? '';
  return unsuitable(field, `"${short(label)}" is no label of the dataset; did you mean "${short(near)}"?`);
}

function unsuitable(field: string, detail: string): TouchstoneError {
  return new TouchstoneError('GENERATE_SETTING', {
    params: { method: 'hard_negatives', field, detail },
    place: { file: 'spec', field: `generate.${field}` },
  });
}

function short(label: string): string {
  return label.slice(0, 60);
}
