import type { WorkNeeds, WorkOutlook } from '../../contracts/nodes/work.ts';
import type { StageProgress } from '../../contracts/stage.ts';

/** What people read while work waits for a node: its place, and when it is expected to begin. */
export function waitingProgress(outlook: WorkOutlook | null, needs: WorkNeeds): StageProgress {
  if (outlook === null) return said('Waiting for a node', '等候節點');
  const { place, of, fitting, startsInSeconds: seconds } = outlook;
  if (fitting === 0) {
    return said(
      `No node that is there fits: ${needsIn(needs, 'en')}; the work waits for one`,
      `目前沒有符合條件的節點：${needsIn(needs, 'zh-TW')}；工作會等候節點加入`,
    );
  }
  const [en, zh] =
    seconds === null
      ? ['', '']
      : [`, expected to begin ${inEnglish(seconds)}`, `，預計${inChinese(seconds)}開始`];
  return said(
    `Waiting for a node: place ${place} of ${of}${en}`,
    `等候節點：第 ${place} 位，共 ${of} 位${zh}`,
  );
}

/** A node has taken it. */
export function takenProgress(node: string): StageProgress {
  return said(`Node ${node} is at work on it`, `由節點 ${node} 執行中`);
}

function said(en: string, zhTW: string): StageProgress {
  return { percent: 0, message: { en, 'zh-TW': zhTW } };
}

/** In steps that change seldom: nobody wants to read seconds run. */
function inEnglish(seconds: number): string {
  if (seconds < 60) return 'within a minute';
  const minutes = roundedMinutes(seconds);
  return minutes < 120 ? `in about ${minutes} min` : `in about ${Math.round(minutes / 60)} h`;
}

function inChinese(seconds: number): string {
  if (seconds < 60) return '一分鐘內';
  const minutes = roundedMinutes(seconds);
  return minutes < 120 ? `約 ${minutes} 分鐘後` : `約 ${Math.round(minutes / 60)} 小時後`;
}

function roundedMinutes(seconds: number): number {
  const minutes = Math.ceil(seconds / 60);
  return minutes < 10 ? minutes : Math.round(minutes / 5) * 5;
}

function needsIn({ gpus, memoryMib, labels }: WorkNeeds, language: 'en' | 'zh-TW'): string {
  const gib = (memoryMib / 1024).toFixed(1).replace(/\.0$/, '');
  const english = language === 'en';
  const parts = [
    ...(gpus === 0 ? [] : [english ? `${gpus} GPU${gpus === 1 ? '' : 's'}` : `${gpus} 張 GPU`]),
    ...(memoryMib === 0 ? [] : [english ? `${gib} GiB of memory` : `${gib} GiB 記憶體`]),
    ...(labels.length === 0 ? [] : [english ? `labels ${labels.join(', ')}` : `標籤 ${labels.join('、')}`]),
  ];
  if (parts.length > 0) return english ? `it needs ${parts.join(', ')}` : `需要 ${parts.join('、')}`;
  return english ? 'any will do' : '任何節點皆可';
}
