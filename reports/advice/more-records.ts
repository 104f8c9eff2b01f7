import type { AnyReportModel } from '../../pipeline/contracts/report.ts';
import type { AdviceCase } from './evidence.ts';

/** From half of the records to all of them the validation loss fell by this share. */
const LEAST_FALL = 0.03;

/** Applies where training on all records is 3 % better or more than on half of them: twice as many would likely help again. */
export function moreRecords({ training }: AnyReportModel): AdviceCase<'more_records'> | null {
  const curve = training.learning_curve ?? [];
  const [half, all] = [curve.find(({ share }) => share === 0.5), curve.find(({ share }) => share === 1)];
  if (half === undefined || all === undefined) return null;
  const fall = (half.validation_loss - all.validation_loss) / half.validation_loss;
  if (fall < LEAST_FALL) return null;
  const evidence = {
    half: half.validation_loss,
    all: all.validation_loss,
    fall,
    records: all.records,
  };
  return { evidence, gain: null };
}
