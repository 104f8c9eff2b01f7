import type { slurmEn } from './slurm-en.ts';

/** `touchstone doctor` 檢查 Slurm 時所說的話。 */
export const slurmZhTw: Readonly<Record<keyof typeof slurmEn, string>> = {
  slurm_commands: '指令',
  slurm_partition: '分割區',
  slurm_shared: '共用資料夾',
  slurm_local_files: '節點上的檔案',
  slurm_found_commands: '版本 {version}，控制器有回應',
  slurm_found_partition: '{partition} 可用',
  slurm_found_shared: '{path} 可寫入，剩餘 {free}',
  slurm_found_local_files: '此處也看得到：{files}',
  slurm_amiss_commands: '版本 {version} 過舊',
  slurm_amiss_partition: '{partition} 不存在或未啟用；現有：{known}',
  slurm_amiss_shared: '{path} 位於這台機器的記憶體中，節點看不到',
  slurm_amiss_local_files: '此處看不到：{files}',
  advice_slurm_commands: '需要 Slurm 21.08 以上，並有 JSON 外掛。',
  advice_slurm_partition: '請更正 TOUCHSTONE_SLURM_PARTITION，或請管理員設定該分割區（`sinfo`）。',
  advice_slurm_shared: '請把 TOUCHSTONE_SLURM_SHARED 設為節點以相同路徑看得到的資料夾。',
  advice_slurm_local_files:
    '若檔案只在節點上，這是正常的；否則請更正 TOUCHSTONE_SLURM_PYTHON、TOUCHSTONE_SLURM_SETUP 或 TOUCHSTONE_SLURM_CONTAINER。',
};
