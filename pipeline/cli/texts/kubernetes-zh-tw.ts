import type { kubernetesEn } from './kubernetes-en.ts';

/** `touchstone doctor` 檢查 Kubernetes 時所說的話。 */
export const kubernetesZhTw: Readonly<Record<keyof typeof kubernetesEn, string>> = {
  kubernetes_connection: '連線',
  kubernetes_rights: '權限',
  kubernetes_claim: '磁碟區宣告',
  kubernetes_shared: '共用資料夾',
  kubernetes_found_connection: '版本 {version}，命名空間 {namespace}',
  kubernetes_found_rights: '在 {namespace} 中具備所需的全部權限',
  kubernetes_found_claim: '{name} 已綁定（{modes}）',
  kubernetes_found_shared: '{path} 可寫入，剩餘 {free}',
  kubernetes_amiss_connection: '版本 {version} 過舊',
  kubernetes_amiss_rights: '在 {namespace} 中缺少：{missing}',
  kubernetes_amiss_claim: '{name}：{phase}，{modes}',
  kubernetes_amiss_shared: '{path} 無法使用',
  advice_kubernetes_connection: '需要 Kubernetes 1.26 以上（podFailurePolicy）。',
  advice_kubernetes_rights:
    '請授予 docs/kubernetes.md 中的 Role。缺少事件與磁碟區宣告的權限時，只是較少說明作業等候的原因。',
  advice_kubernetes_claim:
    'TOUCHSTONE_KUBERNETES_CLAIM 必須是已綁定的 PersistentVolumeClaim；若不是 ReadWriteMany，只有單一節點的 Pod 看得到。',
  advice_kubernetes_shared: '請在此掛載該磁碟區，並把 TOUCHSTONE_KUBERNETES_SHARED 設為其根目錄。',
};
