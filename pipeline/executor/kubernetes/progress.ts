import type { TouchstoneError } from '../../contracts/errors/error.ts';
import type { Localized } from '../../contracts/names.ts';
import { oneLine } from '../../kubernetes/failure.ts';
import type { SeenJob } from '../../kubernetes/job-state.ts';
import { explainWaiting } from '../../kubernetes/reasons.ts';

const LONGEST_REMARK = 200;

/** What people read of a job that is seen. */
export function messageOf(job: SeenJob): Localized {
  const { name, phase, node } = job;
  switch (phase) {
    case 'suspended':
    case 'waiting':
      return waiting(job);
    case 'ending':
      return { en: `Kubernetes job ${name} is ending`, 'zh-TW': `Kubernetes 作業 ${name} 正在結束` };
    case 'running':
      return {
        en: node === '' ? `Kubernetes job ${name} runs` : `Kubernetes job ${name} runs on ${node}`,
        'zh-TW': node === '' ? `Kubernetes 作業 ${name} 執行中` : `Kubernetes 作業 ${name} 在 ${node} 上執行`,
      };
  }
}

/** The API server does not answer, or not to us. */
export function awayMessage({ code, params }: TouchstoneError): Localized {
  const said = oneLine(String(params.detail ?? ''), LONGEST_REMARK);
  if (code === 'KUBERNETES_QUOTA')
    return {
      en: `The quota of the namespace takes no more jobs for now (${said}); it is tried again`,
      'zh-TW': `命名空間的配額目前不再接受更多作業（${said}）；稍後再試`,
    };
  if (code === 'KUBERNETES_UNAUTHORIZED')
    return {
      en: `Kubernetes does not accept our credentials (${said}); jobs go on, and they are read and tried again`,
      'zh-TW': `Kubernetes 不接受我們的憑證（${said}）；作業不受影響，系統會重新讀取並再試`,
    };
  return {
    en: `Kubernetes does not answer (${said}); jobs go on, and it is asked again`,
    'zh-TW': `Kubernetes 沒有回應（${said}）；作業不受影響，系統會再次詢問`,
  };
}

function waiting({ name, reason, remark, queue, ended }: SeenJob): Localized {
  const explained = explainWaiting(reason, remark, queue);
  const why: Localized =
    explained?.text ??
    (reason === ''
      ? { en: 'nothing has taken it up yet', 'zh-TW': '尚未開始處理' }
      : { en: 'for a reason that only Kubernetes names', 'zh-TW': '原因以 Kubernetes 的名稱表示' });
  const code = reason === '' ? '' : ` [${reason}]`;
  const more = remark === '' ? '' : ` (${oneLine(remark, LONGEST_REMARK)})`;
  const again: Localized =
    ended === 0
      ? { en: '', 'zh-TW': '' }
      : { en: ' again, to go on from its checkpoint', 'zh-TW': '（將從檢查點繼續）' };
  const stuck: Localized = explained?.stuck
    ? { en: 'It will not begin by itself: ', 'zh-TW': '不會自行開始：' }
    : { en: '', 'zh-TW': '' };
  return {
    en: `Kubernetes job ${name} waits${again.en}. ${sentence(stuck.en + why.en)}${more}${code}`,
    'zh-TW': `Kubernetes 作業 ${name} 等候中${again['zh-TW']}：${stuck['zh-TW']}${why['zh-TW']}${more}${code}`,
  };
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
