import type { SweepReport, SweptField } from '../../../pipeline/contracts/data-reports.ts';
import type { Localized } from '../../../pipeline/contracts/names.ts';
import type { Decision } from '../../../pipeline/contracts/stage.ts';
import type { TrainSettings } from '../settings.ts';
import type { Rung } from './halving.ts';

/** What people read while a search works. */
export function progressText(round: number, plan: readonly Rung[], ended: number, all: number): Localized {
  const percent = Math.round(100 * plan[round - 1]!.share);
  const rounds = plan.length;
  return {
    'zh-TW': `搜尋設定：第 ${round}／${rounds} 輪，以 ${percent}% 的記錄試了 ${ended}／${all} 組`,
    en: `Searching settings: round ${round} of ${rounds}, ${ended} of ${all} tried on ${percent} % of the records`,
  };
}

/** What a candidate's training says of itself: that it waits, who does it, that it goes on from its checkpoint. */
export function candidateText(number: number, said: Localized): Localized {
  return { 'zh-TW': `第 ${number} 組：${said['zh-TW']}`, en: `Candidate ${number}: ${said.en}` };
}

/** The settings that the search decided, and that it is over: who repeats the run trains with them and searches nothing. */
export function decisionsOf(
  { trials, chosen, rungs }: SweepReport,
  fields: readonly SweptField[],
  settings: TrainSettings,
): Decision[] {
  const last = (index: number) => trials[index]!.losses.at(-1) ?? null;
  const [found, usual] = [last(chosen), last(0)].map((loss) => loss?.toFixed(3) ?? '–') as [string, string];
  const count = trials.length;
  const searched: Decision = {
    field: 'train.sweep',
    value: null,
    reason:
      chosen === 0
        ? {
            'zh-TW': `已試過 ${count} 組設定，依驗證記錄沒有比 auto 更好的（驗證損失 ${usual}）。`,
            en: `${count} candidates were tried; by the validation records none is better than auto (validation loss ${usual}).`,
          }
        : {
            'zh-TW': `已試過 ${count} 組設定，依驗證記錄選出最好的一組：驗證損失 ${found}，auto 為 ${usual}。`,
            en: `${count} candidates were tried, and the best by the validation records was kept: validation loss ${found}, auto ${usual}.`,
          },
  };
  if (chosen === 0) return [searched];
  const rounds = rungs.length;
  return [
    searched,
    ...fields.map((field) => ({
      field: `train.${field}`,
      value: settings[field],
      reason: {
        'zh-TW': `由 ${count} 組設定、${rounds} 輪搜尋選出。`,
        en: `Chosen by a search of ${count} candidates in ${rounds} round(s).`,
      },
    })),
  ];
}
