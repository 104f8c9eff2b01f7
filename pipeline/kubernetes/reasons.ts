import type { Localized } from '../contracts/names.ts';

/** A reason in plain words. `stuck`: it will not begin by itself. */
export interface Explanation {
  readonly text: Localized;
  readonly stuck: boolean;
}

const wait = (en: string, zhTw: string): Explanation => ({ text: { en, 'zh-TW': zhTw }, stuck: false });
const act = (en: string, zhTw: string): Explanation => ({ text: { en, 'zh-TW': zhTw }, stuck: true });

/** What a message tells beyond its reason; the first that fits counts. */
const BY_MESSAGE: readonly (readonly [reason: RegExp, message: RegExp, Explanation])[] = [
  [
    /^Unschedulable$/,
    /persistentvolumeclaim "[^"]*" (not found|is being deleted)/i,
    act(
      'the volume claim is not there (TOUCHSTONE_KUBERNETES_CLAIM)',
      '找不到磁碟區宣告（TOUCHSTONE_KUBERNETES_CLAIM）',
    ),
  ],
  [
    /^Unschedulable$/,
    /unbound|volume node affinity|volumebinding/i,
    wait(
      'the volume claim is not bound to a volume that a node can reach',
      '磁碟區宣告尚未綁定到節點可用的磁碟區',
    ),
  ],
  [
    /^Unschedulable$/,
    /Insufficient \S+\/\S+/,
    wait('no node has a free graphics processor', '目前沒有節點有空閒的 GPU'),
  ],
  [
    /^Unschedulable$/,
    /Insufficient (cpu|memory|pods)/,
    wait('no node has processors or memory free', '目前沒有節點有足夠的 CPU 或記憶體'),
  ],
  [
    /^Unschedulable$/,
    /node affinity\/selector|node\(s\) didn't match/i,
    act(
      'no node has the labels that TOUCHSTONE_KUBERNETES_NODE_SELECTOR asks for',
      '沒有節點符合 TOUCHSTONE_KUBERNETES_NODE_SELECTOR 要求的標籤',
    ),
  ],
  [
    /^Unschedulable$/,
    /untolerated taint/i,
    act(
      'the nodes keep other work off by a taint; name it in TOUCHSTONE_KUBERNETES_TOLERATIONS',
      '節點以 taint 排除一般工作；請在 TOUCHSTONE_KUBERNETES_TOLERATIONS 中列出',
    ),
  ],
  [
    /^FailedCreate$/,
    /exceeded quota/i,
    wait('the quota of the namespace is used up', '命名空間的配額已用完'),
  ],
  [
    /^FailedCreate$/,
    /violates PodSecurity/i,
    act('the pod security policy of the namespace forbids the pod', '命名空間的 Pod 安全政策不允許此 Pod'),
  ],
  [
    /^FailedCreate$/,
    /serviceaccount .*not found/i,
    act(
      'its service account is not there (TOUCHSTONE_KUBERNETES_SERVICE_ACCOUNT)',
      '找不到服務帳號（TOUCHSTONE_KUBERNETES_SERVICE_ACCOUNT）',
    ),
  ],
];

const IMAGE = act(
  'the image cannot be fetched (TOUCHSTONE_KUBERNETES_IMAGE, TOUCHSTONE_KUBERNETES_PULL_SECRETS)',
  '無法取得映像檔（TOUCHSTONE_KUBERNETES_IMAGE、TOUCHSTONE_KUBERNETES_PULL_SECRETS）',
);
const VOLUME = wait('the volume cannot be mounted on its node yet', '節點尚無法掛載磁碟區');
const CONTAINER = act('the container cannot be created on its node', '節點無法建立容器');

/** Reasons of conditions, of containers that wait, and of events (kubernetes.io: pod lifecycle; kubelet's `events/event.go`). */
const REASONS: Readonly<Record<string, Explanation>> = {
  Unschedulable: wait('no node can take it now', '目前沒有節點可以接受'),
  SchedulingGated: wait(
    'something else holds it back until it is ready (a scheduling gate)',
    '另有機制暫緩排程（scheduling gate）',
  ),
  Suspended: act('somebody suspended it (spec.suspend)', '作業被人暫停（spec.suspend）'),
  Terminating: wait('its last pod is still ending', '前一個 Pod 仍在結束'),
  ContainerCreating: wait('its container is being made', '正在建立容器'),
  PodInitializing: wait('its pod is being prepared', 'Pod 準備中'),
  ErrImagePull: IMAGE,
  ImagePullBackOff: IMAGE,
  ErrImageNeverPull: IMAGE,
  InvalidImageName: IMAGE,
  ImageInspectError: IMAGE,
  RegistryUnavailable: wait('the registry of images does not answer', '映像檔登錄站沒有回應'),
  CreateContainerConfigError: CONTAINER,
  CreateContainerError: CONTAINER,
  RunContainerError: act('the container cannot be started on its node', '節點無法啟動容器'),
  FailedMount: VOLUME,
  FailedAttachVolume: VOLUME,
  FailedMapVolume: VOLUME,
  FailedCreatePodSandBox: wait(
    'its node cannot make a pod yet (network, or runtime class)',
    '節點尚無法建立 Pod（網路或 runtime class）',
  ),
  FailedCreate: act('its pod cannot be created', '無法建立 Pod'),
  FailedScheduling: wait('no node can take it now', '目前沒有節點可以接受'),
  NodeNotReady: wait('its node is not ready', '節點尚未就緒'),
};

/** Why a job waits, in plain words; null where Kubernetes names something that we do not know. */
export function explainWaiting(reason: string, remark: string, queue: string): Explanation | null {
  if (reason === 'Suspended' && queue !== '') return admission(queue);
  const told = BY_MESSAGE.find(([name, message]) => name.test(reason) && message.test(remark));
  if (told !== undefined) return told[2];
  return Object.hasOwn(REASONS, reason) ? REASONS[reason]! : null;
}

function admission(queue: string): Explanation {
  return wait(
    `Kueue has not admitted it from the queue ${queue} yet; it begins when there is quota`,
    `Kueue 尚未從佇列 ${queue} 放行；有配額時開始`,
  );
}
