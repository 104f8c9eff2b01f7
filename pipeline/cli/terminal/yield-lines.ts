import { FILTER_TITLES } from '../../contracts/data-titles.ts';
import type { GenerateReport } from '../../contracts/generation.ts';
import type { Language } from '../../contracts/names.ts';
import { duration } from '../../setup/terminal/figures.mjs';
import type { Say } from '../texts/speak.ts';
import { tableLines } from './table.ts';

/** What became of all tries: a line for each filter, then what it took. */
export function yieldLines(report: GenerateReport, say: Say, language: Language): string[] {
  const rows = report.yields.map(({ filter, active, came, passed }) => {
    const title = FILTER_TITLES[filter][language];
    const share = came === 0 ? '–' : `${((100 * passed) / came).toFixed(0)} %`;
    return [active ? title : say('filterOff', { filter: title }), String(came), String(passed), share];
  });
  const { answers, tokens, cost, seconds, inside, masked } = report;
  const taken = { answers, ...tokens, time: duration(seconds) };
  return [
    ...tableLines(
      [
        { title: say('head_filter') },
        { title: say('head_came'), align: 'right' },
        { title: say('head_passed'), align: 'right' },
        { title: say('head_share'), align: 'right' },
      ],
      rows,
    ),
    cost === null ? say('generatedFree', taken) : say('generatedCost', { ...taken, cost: cost.toFixed(4) }),
    ...(inside ? [] : [say('generatedMasked', { masked })]),
  ];
}
