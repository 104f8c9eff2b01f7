import type { JudgeReport } from '../../contracts/judge.ts';
import type { Say } from '../texts/speak.ts';
import { pValue } from './p-value.ts';
import { printable } from './printable.ts';

/** What a judge says of a run's texts, against base and production. */
export function judgedRunLines({ model, comparisons, controls }: JudgeReport, say: Say): string[] {
  return [
    '',
    ...comparisons.map((one) =>
      say(`judged_${one.reference === 'production' ? 'production' : 'base'}`, {
        model: printable(model),
        records: one.records,
        better: one.candidate_better,
        worse: one.reference_better,
        ties: one.ties + one.identical,
        contradictory: one.contradictory,
        failed: one.failed,
        p: one.preferred === null ? '–' : pValue(one.preferred.p),
      }),
    ),
    say('evaluated_judgeControls', { tried: controls.tried, held: controls.held }),
  ];
}

/** What a judge says of predictions and baseline, and how far it can be relied on. */
export function judgeLines({ model, comparisons, controls }: JudgeReport, say: Say): string[] {
  const percent = (share: number) => (100 * share).toFixed(1);
  return [
    '',
    ...comparisons.flatMap((one) => [
      say('evaluated_judge', {
        model: printable(model),
        records: one.records,
        mine: one.candidate_better,
        theirs: one.reference_better,
        ties: one.ties,
        identical: one.identical,
        contradictory: one.contradictory,
        failed: one.failed,
      }),
      ...(one.preferred === null
        ? []
        : [
            say('evaluated_judgePreferred', {
              percent: percent(one.preferred.share),
              low: percent(one.preferred.interval[0]),
              high: percent(one.preferred.interval[1]),
              p: pValue(one.preferred.p),
            }),
          ]),
    ]),
    say('evaluated_judgeControls', { tried: controls.tried, held: controls.held }),
  ];
}
