import { defineErrors } from './entry.ts';

/** What can become of a job of Slurm that brought no result. */
export const slurmJobErrors = defineErrors({
  SLURM_JOB_FAILED: {
    http: 500,
    exit: 4,
    retry: 'never',
    message: {
      en: 'Slurm job {job} failed before the trainer began ({state}): {detail}',
      'zh-TW': 'Slurm 作業 {job} 在訓練程式開始前失敗（{state}）：{detail}',
    },
    advice: {
      en: 'The log of the job says more: {log}. Check TOUCHSTONE_SLURM_PYTHON, TOUCHSTONE_SLURM_SETUP and TOUCHSTONE_SLURM_CONTAINER on the node.',
      'zh-TW':
        '作業記錄有更多說明：{log}。請在節點上檢查 TOUCHSTONE_SLURM_PYTHON、TOUCHSTONE_SLURM_SETUP 與 TOUCHSTONE_SLURM_CONTAINER。',
    },
  },
  SLURM_RESULT_MISSING: {
    http: 500,
    exit: 4,
    retry: 'never',
    message: {
      en: 'Slurm job {job} ended well, but its result is not in {path}.',
      'zh-TW': 'Slurm 作業 {job} 已正常結束，但 {path} 中沒有結果。',
    },
    advice: {
      en: 'Nodes must see TOUCHSTONE_SLURM_SHARED under the same path as this service; `touchstone doctor` tries it.',
      'zh-TW': '節點必須以相同路徑看到 TOUCHSTONE_SLURM_SHARED；可用 `touchstone doctor` 檢查。',
    },
  },
  SLURM_RESULT_BROKEN: {
    http: 502,
    exit: 4,
    retry: 'soon',
    message: {
      en: 'What Slurm job {job} made did not arrive whole: {file} ({detail}).',
      'zh-TW': 'Slurm 作業 {job} 的產出未完整送達：{file}（{detail}）。',
    },
    advice: {
      en: 'It is done again. If it stays so, look at the shared file system.',
      'zh-TW': '系統會再做一次；若仍然如此，請檢查共用檔案系統。',
    },
  },
  SLURM_INPUT_CHANGED: {
    http: 502,
    exit: 4,
    retry: 'soon',
    message: {
      en: 'On the node an input was not what it should be: {detail}',
      'zh-TW': '節點上的輸入檔案與預期不符：{detail}',
    },
    advice: {
      en: 'It is laid into the shared folder anew. If it stays so, look at the shared file system.',
      'zh-TW': '系統會重新放入共用資料夾；若仍然如此，請檢查共用檔案系統。',
    },
  },
  SLURM_OUT_OF_MEMORY: {
    http: 507,
    exit: 4,
    retry: 'never',
    message: {
      en: 'Slurm ended job {job} because it used more memory than it had asked for.',
      'zh-TW': 'Slurm 作業 {job} 使用的記憶體超過所要求的量，已被終止。',
    },
    advice: {
      en: 'Raise TOUCHSTONE_SLURM_MEMORY, or set train.batch_size or train.max_length lower; then resume the run.',
      'zh-TW': '請調高 TOUCHSTONE_SLURM_MEMORY，或調低 train.batch_size、train.max_length，再繼續此執行。',
    },
  },
  SLURM_NODE_FAILED: {
    http: 503,
    exit: 4,
    retry: 'soon',
    message: {
      en: 'The node of Slurm job {job} failed ({state}).',
      'zh-TW': 'Slurm 作業 {job} 的節點故障（{state}）。',
    },
    advice: {
      en: 'Nothing to do: the work goes on from its checkpoint on another node.',
      'zh-TW': '無須處理：工作會在其他節點從檢查點繼續。',
    },
  },
  SLURM_TIME_LIMIT: {
    http: 503,
    exit: 4,
    retry: 'soon',
    message: {
      en: 'Slurm job {job} reached its time limit and could not go back into the queue.',
      'zh-TW': 'Slurm 作業 {job} 達到時間上限，且無法重新排入佇列。',
    },
    advice: {
      en: 'The work goes on from its checkpoint in a new job. If it happens again, raise TOUCHSTONE_SLURM_TIME or TOUCHSTONE_SLURM_WARN.',
      'zh-TW':
        '工作會以新的作業從檢查點繼續。若再次發生，請調高 TOUCHSTONE_SLURM_TIME 或 TOUCHSTONE_SLURM_WARN。',
    },
  },
  SLURM_PREEMPTED: {
    http: 503,
    exit: 4,
    retry: 'soon',
    message: {
      en: 'Slurm job {job} had to make way for another and was not queued again.',
      'zh-TW': 'Slurm 作業 {job} 讓位給其他作業，且未重新排入佇列。',
    },
    advice: {
      en: 'Nothing to do: the work goes on from its checkpoint in a new job.',
      'zh-TW': '無須處理：工作會以新的作業從檢查點繼續。',
    },
  },
  SLURM_NO_PROGRESS: {
    http: 422,
    exit: 4,
    retry: 'never',
    message: {
      en: 'Slurm job {job} was interrupted three times in a row, by its time limit or for other jobs, before it could store a checkpoint.',
      'zh-TW': 'Slurm 作業 {job} 連續三次在存下檢查點之前就被中斷（到達時間上限，或讓位給其他作業）。',
    },
    advice: {
      en: 'Raise TOUCHSTONE_SLURM_TIME: loading the model and the first steps take longer than it allows. Or choose a partition whose jobs are preempted less often.',
      'zh-TW':
        '請調高 TOUCHSTONE_SLURM_TIME：載入模型與最初幾步所需的時間超過上限。或改用較少被其他作業搶占的分割區。',
    },
  },
  SLURM_JOB_CANCELLED: {
    http: 409,
    exit: 4,
    retry: 'never',
    message: {
      en: 'Slurm job {job} was cancelled in Slurm, not from here.',
      'zh-TW': 'Slurm 作業 {job} 在 Slurm 中被取消，並非由此處取消。',
    },
    advice: {
      en: 'Resume the run when it may go on: it continues from its checkpoint.',
      'zh-TW': '可以繼續時請繼續此執行：會從檢查點接續。',
    },
  },
  SLURM_JOB_LOST: {
    http: 503,
    exit: 4,
    retry: 'soon',
    message: {
      en: 'Slurm knows nothing of job {job} any more, and it left no result.',
      'zh-TW': 'Slurm 已查無作業 {job}，且沒有留下結果。',
    },
    advice: {
      en: 'It is submitted again, and goes on from its checkpoint. If it happens again, see whether slurmctld keeps its state (StateSaveLocation).',
      'zh-TW': '系統會重新送出並從檢查點繼續。若再次發生，請確認 slurmctld 有保存狀態（StateSaveLocation）。',
    },
  },
});
