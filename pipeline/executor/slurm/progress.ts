import type { Localized } from '../../contracts/names.ts';
import type { QueuedJob } from '../../slurm/queue-json.ts';
import { explainReason } from '../../slurm/reasons.ts';

const LONGEST_NAME = 200;

/** What people read of a job that is seen in the queue; null where the trainer's own progress says more. */
export function messageOf(job: QueuedJob): Localized {
  const { id, phase, nodes } = job;
  switch (phase) {
    case 'waiting':
      return waiting(job);
    case 'suspended':
      return {
        en: `Slurm job ${id} is suspended; it goes on when Slurm lets it`,
        'zh-TW': `Slurm 作業 ${id} 已暫停，待 Slurm 放行後繼續`,
      };
    case 'ending':
    case 'ended':
      return { en: `Slurm job ${id} is ending`, 'zh-TW': `Slurm 作業 ${id} 正在結束` };
    case 'running': {
      const on = shown(nodes);
      return {
        en: on === '' ? `Slurm job ${id} starts` : `Slurm job ${id} runs on ${on}`,
        'zh-TW': on === '' ? `Slurm 作業 ${id} 正在啟動` : `Slurm 作業 ${id} 在 ${on} 上執行`,
      };
    }
  }
}

/** Slurm does not answer. */
export function awayMessage(detail: string): Localized {
  const said = shown(detail);
  return {
    en: `Slurm does not answer (${said}); jobs go on, and it is asked again`,
    'zh-TW': `Slurm 沒有回應（${said}）；作業不受影響，系統會再次詢問`,
  };
}

function waiting({ id, reason, remark, start, restarts }: QueuedJob): Localized {
  const explained = explainReason(reason);
  const name = shown(reason);
  const why: Localized =
    explained?.text ??
    (name === ''
      ? { en: 'the scheduler has not looked at it yet', 'zh-TW': '排程器尚未處理' }
      : { en: 'for a reason that only Slurm names', 'zh-TW': '原因以 Slurm 的名稱表示' });
  const code = name === '' ? '' : ` [${name}]`;
  const more = remark === '' || remark === reason ? '' : ` (${shown(remark)})`;
  const at = start === null || explained?.stuck ? null : timeOf(start);
  const again: Localized =
    restarts === 0
      ? { en: '', 'zh-TW': '' }
      : {
          en: ' again, to go on from its checkpoint',
          'zh-TW': '（重新排入，將從檢查點繼續）',
        };
  const stuck: Localized = explained?.stuck
    ? { en: 'It will not begin by itself: ', 'zh-TW': '不會自行開始：' }
    : { en: '', 'zh-TW': '' };
  return {
    en: `Slurm job ${id} waits${again.en}. ${sentence(stuck.en + why.en)}${more}${code}${at === null ? '' : `. Expected to begin: ${at}`}`,
    'zh-TW': `Slurm 作業 ${id} 等候中${again['zh-TW']}：${stuck['zh-TW']}${why['zh-TW']}${more}${code}${at === null ? '' : `。預計開始：${at}`}`,
  };
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** To the minute, so that few messages say it. */
function timeOf(seconds: number): string | null {
  const date = new Date(seconds * 1000);
  if (Number.isNaN(date.getTime())) return null;
  return `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** What Slurm says, on one line. */
function shown(text: string): string {
  return text
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, LONGEST_NAME);
}
