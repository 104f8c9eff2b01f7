import type { Language } from '../../pipeline/contracts/names.ts';

const en = {
  service: 'Touchstone at {url}; everything that it keeps lies in {home}',
  model:
    'The base has random weights, so that all of this takes minutes; the trainer, the agents and Slurm are real.',
  take: 'Two nodes and a Slurm partition take one search',
  agent: 'Node {node} is there (process {pid}).',
  noSlurm: 'Slurm: its programs are not on this machine, so the nodes do all of it ({install}).',
  asked:
    'One run, asked for the best of {candidates} settings. Nodes take what they can begin at once, Slurm the rest.',
  takes: '  {taker} takes candidate {candidate}',
  takesOn: '  {taker} takes candidate {candidate}, from its checkpoint',
  waitsAgain: '  {taker} was queued again, with candidate {candidate}',
  kill: 'A node is killed in mid-training',
  killing: '$ kill -9 {pid}     (the agent of {node}, candidate {candidate} at {percent} %)',
  back: 'Node {node} is repaired, and starts again (process {pid}).',
  preempt: 'Another department is in a hurry, and Slurm takes a job’s place away',
  urgent: '$ sbatch --partition=urgent …     (job {job}, of a higher tier)',
  goesOn:
    'Candidate {candidate} went on at {taker}, {seconds} s after that, when there was room: from step {step} of {total}',
  best: 'The best by validation becomes production',
  production: 'Version {version} of {name} (candidate {candidate}, validation loss {loss}) is production.',
  outcome: 'What came of it',
  candidate: 'candidate',
  settings: 'settings',
  where: 'where',
  restarts: 'restarts',
  resumed: 'went on at step',
  loss: 'validation loss',
  none: '–',
  counts: '{tried} of {candidates} candidates were tried to the end; {versions} version was published.',
  asTold: 'As told.',
  differs: 'Not as told:',
  ran_otherwise: 'the run ended as {status}, verdict {verdict}: {error}',
  lost: '{tried} of {candidates} candidates have a result',
  twice: '{versions} versions were published, or the one is not production',
  not_resumed: 'candidate {candidate} did not go on from a checkpoint',
  not_best: 'the chosen candidate is not the best by validation',
};
type TextKey = keyof typeof en;

const zhTW: Readonly<Record<TextKey, string>> = {
  service: 'Touchstone 位於 {url}，所有資料都在 {home}',
  model: '基礎模型為隨機權重，好讓整個過程只需幾分鐘；訓練程式、節點代理程式與 Slurm 都是真的。',
  take: '兩個節點與一個 Slurm 分割區共同搜尋一組設定',
  agent: '節點 {node} 已就緒（行程 {pid}）。',
  noSlurm: 'Slurm：本機沒有安裝相關程式，全部由節點執行（{install}）。',
  asked: '一次執行，從 {candidates} 組設定中找出最好的一組。節點接下能立刻開始的工作，其餘交給 Slurm。',
  takes: '  {taker} 接下第 {candidate} 組',
  takesOn: '  {taker} 從檢查點接續第 {candidate} 組',
  waitsAgain: '  {taker} 重新排入佇列，負責第 {candidate} 組',
  kill: '訓練途中，一個節點被強制終止',
  killing: '$ kill -9 {pid}     （{node} 的代理程式，第 {candidate} 組進度 {percent} %）',
  back: '節點 {node} 修復後重新啟動（行程 {pid}）。',
  preempt: '其他部門有急件，Slurm 讓一個作業讓出位置',
  urgent: '$ sbatch --partition=urgent …     （作業 {job}，層級較高）',
  goesOn: '第 {candidate} 組在 {seconds} 秒後有空位時由 {taker} 接續：從第 {step} 步，共 {total} 步',
  best: '驗證結果最佳的設定正式上線',
  production: '{name} 的第 {version} 版（第 {candidate} 組，驗證損失 {loss}）已正式上線。',
  outcome: '結果',
  candidate: '組別',
  settings: '設定',
  where: '執行處',
  restarts: '重啟次數',
  resumed: '從第幾步接續',
  loss: '驗證損失',
  none: '–',
  counts: '{candidates} 組中有 {tried} 組試到最後；發布了 {versions} 個版本。',
  asTold: '一切如上所述。',
  differs: '與上述不符：',
  ran_otherwise: '執行結果為 {status}，判定 {verdict}：{error}',
  lost: '{candidates} 組中只有 {tried} 組有結果',
  twice: '發布了 {versions} 個版本，或該版本並未上線',
  not_resumed: '第 {candidate} 組沒有從檢查點繼續',
  not_best: '選出的不是驗證結果最佳的一組',
};

export type ClusterText = TextKey;

/** What the demo of a cluster says. */
export const CLUSTER_TEXTS: Readonly<Record<Language, Readonly<Record<TextKey, string>>>> = {
  en,
  'zh-TW': zhTW,
};
