import type { SwapFigures } from '../../../../pipeline/contracts/bias.ts';
import type { ClassificationFigures } from '../../../../pipeline/contracts/classification-figures.ts';
import type { ReportModel } from '../../../../pipeline/contracts/report.ts';
import { passedModel } from '../../../fixtures/report-model.ts';

/** What a case changes in a sound run's report. */
export type Change = (model: ReportModel) => Partial<ReportModel>;

/** Details in which nothing stands out but what is changed. */
export const withDetails =
  (figures: Partial<ClassificationFigures>, bias: Partial<SwapFigures> = {}): Change =>
  () => {
    const details = passedModel().details!;
    const still = { n: 200, changed: 2, interval: [0, 0.02] as const };
    return {
      details: {
        ...details,
        figures: { ...details.figures, n: 2000, ece: 0.02, hand_over: null, slices: [], ...figures },
        bias: {
          ...details.bias!,
          kinds: details.bias!.kinds.slice(0, 1).map((kind) => ({ ...kind, ...still, ...bias })),
        },
      },
    };
  };
/** One part of the records, of 500, with its gap to the others and the upper end of that interval. */
export const withSlice = (gap: number, high: number): Change =>
  withDetails({
    slices: [
      {
        by: 'source',
        value: '電話',
        n: 500,
        accuracy: 0.8,
        accuracy_interval: [0.7, 0.9],
        macro_f1: 0.8,
        macro_f1_interval: [0.7, 0.9],
        gap,
        gap_interval: [gap - 0.1, high],
      },
    ],
  });
/** A threshold that makes 99 % right, for this share of the answers. */
export const withHandOver = (coverage: number): Change =>
  withDetails({ hand_over: { target: 0.98, point: { threshold: 0.8, coverage, accuracy: 0.99 } } });
