import { problemOf } from '../../contracts/errors/error.ts';
import type { CommitState, CommitStatus } from '../../contracts/git/status.ts';
import type { Language, Localized } from '../../contracts/names.ts';
import type { CommitTrigger } from '../../store/rows/git-statuses.ts';
import type { RunRow } from '../../store/rows/runs.ts';

const RUNNING: Localized = { en: 'Training and judging is under way', 'zh-TW': '訓練與評估進行中' };
const CANCELLED: Localized = { en: 'The run was cancelled', 'zh-TW': '執行已取消' };
const FAILED: Localized = { en: 'The run failed', 'zh-TW': '執行失敗' };
const UNCHANGED: Localized = {
  en: 'No new data, so nothing was trained; the last run says: ',
  'zh-TW': '資料沒有變更，未重新訓練；上次的結果：',
};

const VERDICTS: Readonly<Record<NonNullable<RunRow['verdict']>, { state: CommitState; text: Localized }>> = {
  PASS: {
    state: 'success',
    text: { en: 'PASS: the gate let the model through', 'zh-TW': 'PASS：模型通過閘門' },
  },
  FAIL: {
    state: 'failure',
    text: {
      en: 'FAIL: the gate stopped the model; the report says why',
      'zh-TW': 'FAIL：模型未通過閘門，原因見報告',
    },
  },
  INCONCLUSIVE: {
    state: 'failure',
    text: {
      en: 'INCONCLUSIVE: too little to judge by; the report says what is missing',
      'zh-TW': 'INCONCLUSIVE：證據不足以判定，報告說明還缺什麼',
    },
  },
};

/** What a forge is told of a commit whose trigger stands so, and whose run, if it has one, stands so. */
export function statusFor(
  trigger: CommitTrigger,
  run: RunRow | null,
  { language, publicUrl }: { readonly language: Language; readonly publicUrl: string | null },
): CommitStatus {
  const { commit, outcome, error } = trigger;
  const link = (path: string) => (publicUrl === null ? null : `${publicUrl.replace(/\/+$/, '')}${path}`);
  const base = { commit: commit.id, verdict: run?.verdict ?? null };
  if (run === null) {
    const description = error === null ? FAILED[language] : problemOf(error, language).detail;
    return { ...base, state: 'error', description, link: link(`/v1/triggers/${trigger.id}`) };
  }
  const { state, text } = standing(run);
  const description = `${outcome === 'unchanged' ? UNCHANGED[language] : ''}${text[language]}`;
  const report = run.verdict === null ? `/v1/runs/${run.id}` : `/v1/runs/${run.id}/report`;
  return { ...base, state, description, link: link(report) };
}

function standing({ status, verdict }: RunRow): { state: CommitState; text: Localized } {
  if (status === 'queued' || status === 'running') return { state: 'pending', text: RUNNING };
  if (status === 'cancelled') return { state: 'error', text: CANCELLED };
  if (status === 'failed' || verdict === null) return { state: 'error', text: FAILED };
  return VERDICTS[verdict];
}
