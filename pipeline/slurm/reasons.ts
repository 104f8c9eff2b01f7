import { type Explanation, limitReason } from './limit-reasons.ts';

const wait = (en: string, zhTw: string): Explanation => ({ text: { en, 'zh-TW': zhTw }, stuck: false });
const act = (en: string, zhTw: string): Explanation => ({ text: { en, 'zh-TW': zhTw }, stuck: true });

/** Slurm's reasons that are no limit (slurm.schedmd.com/job_reason_codes.html), with its older names. */
const REASONS: Readonly<Record<string, Explanation>> = {
  Priority: wait('jobs of higher priority come first', '前面還有優先順序較高的作業'),
  Resources: wait(
    'it is next, as soon as nodes with what it asks for are free',
    '已輪到，等所需的節點資源空出來',
  ),
  Dependency: wait('another job has to end first', '須等另一項作業結束'),
  DependencyNeverSatisfied: act(
    'it waits for a job that ended in another way than it had to',
    '所等的作業並未依要求結束，永遠不會開始',
  ),
  BeginTime: wait('its time to begin has not come yet', '尚未到可以開始的時間'),
  JobHeldUser: act('it is held; `scontrol release` lets it go on', '作業被保留；以 `scontrol release` 放行'),
  JobHeldAdmin: act('an administrator of the cluster holds it', '叢集管理員保留了此作業'),
  JobHoldMaxRequeue: act(
    'it failed to start too often and is held; look at the nodes, then `scontrol release`',
    '啟動失敗次數過多而被保留；請檢查節點後以 `scontrol release` 放行',
  ),
  JobArrayTaskLimit: wait(
    'as many tasks of its array run as may run at once',
    '同一陣列同時執行的工作數已達上限',
  ),
  ReqNodeNotAvail: wait(
    'the nodes that it can run on are down, drained or reserved',
    '可用的節點目前停機、維護中或已被預留',
  ),
  Reservation: wait('its reservation has not begun', '預留時段尚未開始'),
  ReservationDeleted: act(
    'its reservation is gone (TOUCHSTONE_SLURM_RESERVATION)',
    '預留時段已被刪除（TOUCHSTONE_SLURM_RESERVATION）',
  ),
  Licenses: wait('a licence that it needs is in use', '所需的授權正被使用'),
  Cleaning: wait('its last run is still being cleaned up', '前一次執行仍在清理'),
  Prolog: wait('its node is being prepared', '節點正在準備'),
  Constraints: act(
    'no node has what TOUCHSTONE_SLURM_CONSTRAINT asks for',
    '沒有節點符合 TOUCHSTONE_SLURM_CONSTRAINT 的要求',
  ),
  BadConstraints: act(
    'no node can ever give what it asks for (gres, memory, constraint)',
    '沒有任何節點能滿足要求（gres、記憶體或限制條件）',
  ),
  PartitionConfig: act('it asks for more than its partition allows', '要求超過分割區允許的範圍'),
  PartitionDown: wait('its partition is down', '分割區目前停用'),
  PartitionInactive: wait('its partition starts no jobs at present', '分割區目前不啟動作業'),
  PartitionNodeLimit: act(
    'it asks for more nodes than its partition has, or they are down',
    '要求的節點數超過分割區現有數量，或節點已停機',
  ),
  PartitionTimeLimit: act(
    'it asks for more time than its partition allows (TOUCHSTONE_SLURM_TIME)',
    '要求的時間超過分割區上限（TOUCHSTONE_SLURM_TIME）',
  ),
  AccountNotAllowed: act(
    'its account may not use this partition (TOUCHSTONE_SLURM_ACCOUNT)',
    '此帳號不得使用該分割區（TOUCHSTONE_SLURM_ACCOUNT）',
  ),
  AccountingPolicy: wait('a limit of the cluster is reached', '已達叢集的某項上限'),
  InvalidAccount: act(
    'its account is not valid (TOUCHSTONE_SLURM_ACCOUNT)',
    '帳號無效（TOUCHSTONE_SLURM_ACCOUNT）',
  ),
  InvalidQOS: act('its QoS is not valid (TOUCHSTONE_SLURM_QOS)', 'QoS 無效（TOUCHSTONE_SLURM_QOS）'),
  QOSNotAllowed: act(
    'its account or partition may not use this QoS (TOUCHSTONE_SLURM_QOS)',
    '此帳號或分割區不得使用該 QoS（TOUCHSTONE_SLURM_QOS）',
  ),
  QOSUsageThreshold: wait('too much of its QoS was used lately', '該 QoS 近期使用量過高'),
  QOSJobLimit: wait('its QoS runs as many jobs as it may', '該 QoS 執行中的作業數已達上限'),
  QOSResourceLimit: wait('its QoS uses as much as it may', '該 QoS 的資源用量已達上限'),
  QOSTimeLimit: wait('its QoS has used up its time', '該 QoS 的時間額度已用完'),
  AssociationJobLimit: wait('its account runs as many jobs as it may', '該帳號執行中的作業數已達上限'),
  AssociationResourceLimit: wait('its account uses as much as it may', '該帳號的資源用量已達上限'),
  AssociationTimeLimit: wait('its account has used up its time', '該帳號的時間額度已用完'),
  MaxMemPerLimit: act(
    'it asks for more memory than one job may have (TOUCHSTONE_SLURM_MEMORY)',
    '要求的記憶體超過單一作業上限（TOUCHSTONE_SLURM_MEMORY）',
  ),
  NodeDown: wait('a node that it needs is down', '所需的節點停機'),
  FrontEndDown: wait('no front end of the cluster is up', '叢集前端節點停機'),
  SchedDefer: wait('the scheduler has not looked at it yet', '排程器尚未處理到此作業'),
  SystemFailure: act('Slurm itself failed to start it', 'Slurm 本身啟動作業失敗'),
  JobLaunchFailure: act(
    'it could not be started on its node (file system, or the node itself)',
    '無法在節點上啟動（檔案系統或節點問題）',
  ),
  DeadLine: act('its deadline has passed', '已超過期限'),
  FedJobLock: wait('the clusters of the federation are agreeing on it', '聯合叢集正在協調'),
  BurstBufferOperation: act('its burst buffer failed', '突發緩衝區操作失敗'),
  BurstBufferResources: wait('there is no room in the burst buffer', '突發緩衝區空間不足'),
  BurstBufferStageIn: wait('its files are being brought to the burst buffer', '檔案正移入突發緩衝區'),
  PowerNotAvail: act('it needs more power than there is', '所需電力超過可用電力'),
  PowerReserved: wait('there is no power to spare for it', '目前沒有多餘電力'),
  InactiveLimit: act('it was inactive for too long', '作業閒置過久'),
  NonZeroExitCode: wait('it ended with a fault and is queued again', '作業因錯誤結束並重新排入佇列'),
  RaisedSignal: wait('it was ended by a signal and is queued again', '作業因訊號結束並重新排入佇列'),
  OutOfMemory: wait('it ran out of memory and is queued again', '作業因記憶體不足結束並重新排入佇列'),
  TimeLimit: wait('it reached its time limit and is queued again', '作業達到時間上限並重新排入佇列'),
};

/** Sentences that Slurm writes in place of a name. */
const SENTENCES: readonly (readonly [RegExp, string])[] = [
  [/^ReqNodeNotAvail/, 'ReqNodeNotAvail'],
  [/^Nodes[ _]required[ _]for[ _]job[ _]are[ _]DOWN/, 'ReqNodeNotAvail'],
  [/^Required[ _]node[ _]not[ _]available/, 'ReqNodeNotAvail'],
  [/^launch[ _]failed[ _]requeued[ _]held/, 'JobHoldMaxRequeue'],
  [/^job[ _]requeued[ _]in[ _]held[ _]state/, 'JobHoldMaxRequeue'],
];

/** A reason by Slurm's name in plain words; null where Slurm names one that we do not know. */
export function explainReason(reason: string): Explanation | null {
  const name = SENTENCES.find(([pattern]) => pattern.test(reason))?.[1] ?? reason;
  return Object.hasOwn(REASONS, name) ? REASONS[name]! : limitReason(name);
}
