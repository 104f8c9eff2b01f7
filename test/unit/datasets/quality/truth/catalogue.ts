import { PERSONAL_KINDS } from '../../../../../datasets/personal/kinds.ts';
import { SECRET_KINDS } from '../../../../../datasets/secrets/kinds.ts';
import { detectVariantForms } from '../../../../../datasets/text/normalise/normalise.ts';
import type { RefineRule } from '../../../../../pipeline/contracts/quality.ts';
import { drawFrom } from '../../personal/draw.ts';
import { personalScores } from '../../personal/truth.ts';
import { secretScore } from '../../secrets/truth.ts';
import { htmlTruth } from '../../text/html/truth-set.ts';
import { mojibakeTruth } from '../../text/mojibake/truth-set.ts';
import { variantTruth } from '../../text/normalise/truth-set.ts';
import { repetitionTruth } from '../../text/repetition/truth-set.ts';
import { simplifiedTruth } from '../../text/simplified/truth-set.ts';
import { unreadableTruth } from '../../text/unreadable/truth-set.ts';
import { conflictingLabelTruth } from './conflicting-label.ts';
import { emptyInputTruth } from './empty-input.ts';
import { emptyOutputTruth } from './empty-output.ts';
import { exactDuplicateTruth } from './exact-duplicate.ts';
import { imbalanceScore } from './imbalance.ts';
import { labelNoiseTruth } from './label-noise.ts';
import { nearDuplicateTruth } from './near-duplicate.ts';
import { outlierTruth } from './outlier.ts';
import { type Score, scoreOf, scoreOfRecords, scoreOfTexts } from './score.ts';
import { testContaminationTruth } from './test-contamination.ts';
import { tooLongScores } from './too-long.ts';

/** Every rule held against the truth that is known for it; the same figures each time. */
export const TRUTH: Readonly<Record<RefineRule | 'normalise', () => Promise<readonly Score[]>>> = {
  normalise: async () => [variantScore()],
  mojibake: async () => [await scoreOfTexts('mojibake', 'read in the wrong charset', mojibakeTruth())],
  html_markup: async () => [await scoreOfTexts('html_markup', 'tags and references', htmlTruth())],
  simplified_chinese: async () => [
    await scoreOfTexts('simplified_chinese', 'whole, half, one sentence', simplifiedTruth()),
  ],
  unreadable: async () => [await scoreOfTexts('unreadable', 'ten kinds', unreadableTruth())],
  repetition: async () => [await scoreOfTexts('repetition', 'stuck texts', repetitionTruth())],
  secret: async () => {
    const draw = drawFrom(20_240_502);
    return SECRET_KINDS.map((kind) => secretScore(draw, kind));
  },
  pii: async () => personalScores(drawFrom(20_240_501), PERSONAL_KINDS),
  too_long: tooLongScores,
  empty_input: async () => [await scoreOfRecords('empty_input', emptyInputTruth())],
  empty_output: async () => [await scoreOfRecords('empty_output', emptyOutputTruth())],
  exact_duplicate: async () => [await scoreOfRecords('exact_duplicate', exactDuplicateTruth())],
  conflicting_label: async () => [await scoreOfRecords('conflicting_label', conflictingLabelTruth())],
  test_contamination: async () => [await scoreOfRecords('test_contamination', testContaminationTruth())],
  near_duplicate: async () => [await scoreOfRecords('near_duplicate', nearDuplicateTruth())],
  outlier: async () => [await scoreOfRecords('outlier', await outlierTruth())],
  label_noise: async () => [await scoreOfRecords('label_noise', labelNoiseTruth())],
  imbalance: async () => [await imbalanceScore()],
};

function variantScore(): Score {
  const { positives, nearMisses } = variantTruth();
  const named = new Set([...positives, ...nearMisses].filter((text) => detectVariantForms(text) !== null));
  return scoreOf(
    { of: 'variant forms', positives: new Set(positives), nearMisses: nearMisses.length },
    named,
  );
}
