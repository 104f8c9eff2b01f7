import { defineErrors } from './entry.ts';

/** Why Slurm cannot be asked, or does not take a job. */
export const slurmErrors = defineErrors({
  SLURM_MISSING: {
    http: 503,
    exit: 4,
    retry: 'never',
    message: {
      en: "Slurm's command {command} cannot be started here ({detail}).",
      'zh-TW': '這台機器無法執行 Slurm 指令 {command}（{detail}）。',
    },
    advice: {
      en: 'Install the Slurm client on this machine, or name its folder in TOUCHSTONE_SLURM_COMMANDS; `touchstone doctor` looks at it.',
      'zh-TW':
        '請在這台機器安裝 Slurm 用戶端，或以 TOUCHSTONE_SLURM_COMMANDS 指定其目錄；可用 `touchstone doctor` 檢查。',
    },
  },
  SLURM_UNREACHABLE: {
    http: 503,
    exit: 4,
    retry: 'wait',
    message: { en: 'Slurm does not answer: {detail}', 'zh-TW': 'Slurm 沒有回應：{detail}' },
    advice: {
      en: 'It is asked again until it does; jobs go on meanwhile. If it stays so, see whether slurmctld is up and this machine has the munge key.',
      'zh-TW':
        '系統會持續再試，作業不受影響。若一直如此，請確認 slurmctld 已啟動，且這台機器有正確的 munge 金鑰。',
    },
  },
  SLURM_ANSWER: {
    http: 502,
    exit: 4,
    retry: 'never',
    message: {
      en: 'What {command} answered is not understood: {detail}',
      'zh-TW': '無法理解 {command} 的回應：{detail}',
    },
    advice: {
      en: 'Run the command by hand on this machine; docs/slurm.md says which versions are known.',
      'zh-TW': '請在這台機器手動執行該指令；已知版本列於 docs/slurm.md。',
    },
  },
  SLURM_REFUSED: {
    http: 422,
    exit: 4,
    retry: 'never',
    message: { en: 'Slurm does not take the job: {detail}', 'zh-TW': 'Slurm 不接受此作業：{detail}' },
    advice: {
      en: 'Correct the TOUCHSTONE_SLURM_ setting that it names (account, partition, QoS, gres, time, memory), then resume the run.',
      'zh-TW':
        '請更正訊息所指的 TOUCHSTONE_SLURM_ 設定（帳號、分割區、QoS、gres、時間、記憶體），再繼續此執行。',
    },
  },
  SLURM_QUEUE_FULL: {
    http: 503,
    exit: 4,
    retry: 'wait',
    message: {
      en: 'Slurm takes no more jobs for now: {detail}',
      'zh-TW': 'Slurm 目前不再接受更多作業：{detail}',
    },
    advice: {
      en: 'It is tried again once others have ended; a lower TOUCHSTONE_MODEL_WORKERS submits fewer at once.',
      'zh-TW': '其他作業結束後會再試；調低 TOUCHSTONE_MODEL_WORKERS 可減少同時送出的作業。',
    },
  },
  SLURM_SHARED: {
    http: 503,
    exit: 4,
    retry: 'wait',
    message: {
      en: 'The folder that is shared with the nodes cannot be used: {path} ({detail}).',
      'zh-TW': '無法使用與節點共用的資料夾：{path}（{detail}）。',
    },
    advice: {
      en: 'See that it is mounted, writable for this service and not full (TOUCHSTONE_SLURM_SHARED).',
      'zh-TW': '請確認該資料夾已掛載、此服務可寫入且空間足夠（TOUCHSTONE_SLURM_SHARED）。',
    },
  },
});
