import { defineErrors } from './entry.ts';

/** What can become of a Job of Kubernetes that brought no result. */
export const kubernetesJobErrors = defineErrors({
  KUBERNETES_JOB_FAILED: {
    http: 500,
    exit: 4,
    retry: 'never',
    message: {
      en: 'Kubernetes job {job} failed before the trainer began ({state}): {detail}',
      'zh-TW': 'Kubernetes 作業 {job} 在訓練程式開始前失敗（{state}）：{detail}',
    },
    advice: {
      en: 'Check TOUCHSTONE_KUBERNETES_IMAGE, TOUCHSTONE_KUBERNETES_PYTHON and TOUCHSTONE_KUBERNETES_USER; `kubectl describe job {job}` says more.',
      'zh-TW':
        '請檢查 TOUCHSTONE_KUBERNETES_IMAGE、TOUCHSTONE_KUBERNETES_PYTHON 與 TOUCHSTONE_KUBERNETES_USER；`kubectl describe job {job}` 有更多說明。',
    },
  },
  KUBERNETES_RESULT_MISSING: {
    http: 500,
    exit: 4,
    retry: 'never',
    message: {
      en: 'Kubernetes job {job} ended well, but its result is not in {path}.',
      'zh-TW': 'Kubernetes 作業 {job} 已正常結束，但 {path} 中沒有結果。',
    },
    advice: {
      en: 'TOUCHSTONE_KUBERNETES_SHARED must be the root of the volume that TOUCHSTONE_KUBERNETES_CLAIM names.',
      'zh-TW': 'TOUCHSTONE_KUBERNETES_SHARED 必須是 TOUCHSTONE_KUBERNETES_CLAIM 所指磁碟區的根目錄。',
    },
  },
  KUBERNETES_RESULT_BROKEN: {
    http: 502,
    exit: 4,
    retry: 'soon',
    message: {
      en: 'What Kubernetes job {job} made did not arrive whole: {file} ({detail}).',
      'zh-TW': 'Kubernetes 作業 {job} 的產出未完整送達：{file}（{detail}）。',
    },
    advice: {
      en: 'It is done again. If it stays so, look at the shared volume.',
      'zh-TW': '系統會再做一次；若仍然如此，請檢查共用磁碟區。',
    },
  },
  KUBERNETES_INPUT_CHANGED: {
    http: 502,
    exit: 4,
    retry: 'soon',
    message: {
      en: 'In the pod an input was not what it should be: {detail}',
      'zh-TW': 'Pod 中的輸入檔案與預期不符：{detail}',
    },
    advice: {
      en: 'It is laid into the shared volume anew. If it stays so, look at that volume.',
      'zh-TW': '系統會重新放入共用磁碟區；若仍然如此，請檢查該磁碟區。',
    },
  },
  KUBERNETES_OUT_OF_MEMORY: {
    http: 507,
    exit: 4,
    retry: 'never',
    message: {
      en: 'Kubernetes ended job {job} because it used more memory than its limit.',
      'zh-TW': 'Kubernetes 作業 {job} 使用的記憶體超過上限，已被終止。',
    },
    advice: {
      en: 'Raise TOUCHSTONE_KUBERNETES_MEMORY, or set train.batch_size or train.max_length lower; then resume the run.',
      'zh-TW':
        '請調高 TOUCHSTONE_KUBERNETES_MEMORY，或調低 train.batch_size、train.max_length，再繼續此執行。',
    },
  },
  KUBERNETES_TIME_LIMIT: {
    http: 503,
    exit: 4,
    retry: 'soon',
    message: {
      en: 'Kubernetes job {job} reached its time limit.',
      'zh-TW': 'Kubernetes 作業 {job} 達到時間上限。',
    },
    advice: {
      en: 'The work goes on from its checkpoint in a new job. If it happens again, raise TOUCHSTONE_KUBERNETES_TIME.',
      'zh-TW': '工作會以新的作業從檢查點繼續。若再次發生，請調高 TOUCHSTONE_KUBERNETES_TIME。',
    },
  },
  KUBERNETES_POD_LOST: {
    http: 503,
    exit: 4,
    retry: 'soon',
    message: {
      en: 'The pod of Kubernetes job {job} was lost or killed ({state}): {detail}',
      'zh-TW': 'Kubernetes 作業 {job} 的 Pod 遺失或被強制終止（{state}）：{detail}',
    },
    advice: {
      en: 'Nothing to do: the work goes on from its checkpoint in a new job.',
      'zh-TW': '無須處理：工作會以新的作業從檢查點繼續。',
    },
  },
  KUBERNETES_JOB_DELETED: {
    http: 409,
    exit: 4,
    retry: 'never',
    message: {
      en: 'Kubernetes job {job} was deleted in the cluster, not from here.',
      'zh-TW': 'Kubernetes 作業 {job} 在叢集中被刪除，並非由此處刪除。',
    },
    advice: {
      en: 'Resume the run when it may go on: it continues from its checkpoint.',
      'zh-TW': '可以繼續時請繼續此執行：會從檢查點接續。',
    },
  },
  KUBERNETES_JOB_LOST: {
    http: 503,
    exit: 4,
    retry: 'soon',
    message: {
      en: 'Kubernetes knows nothing of job {job} any more, and it left no result.',
      'zh-TW': 'Kubernetes 已查無作業 {job}，且沒有留下結果。',
    },
    advice: {
      en: 'A new job goes on from its checkpoint. If it happens again, raise TOUCHSTONE_KUBERNETES_KEEP, or see who removes jobs.',
      'zh-TW':
        '系統會以新的作業從檢查點繼續。若再次發生，請調高 TOUCHSTONE_KUBERNETES_KEEP，或查明是誰移除了作業。',
    },
  },
});
