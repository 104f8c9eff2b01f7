/** What `touchstone doctor` says of Kubernetes. */
export const kubernetesEn = {
  kubernetes_connection: 'connection',
  kubernetes_rights: 'rights',
  kubernetes_claim: 'volume claim',
  kubernetes_shared: 'shared folder',
  kubernetes_found_connection: 'version {version}, namespace {namespace}',
  kubernetes_found_rights: 'all that are needed in {namespace}',
  kubernetes_found_claim: '{name} is bound ({modes})',
  kubernetes_found_shared: '{path} can be written, {free} free',
  kubernetes_amiss_connection: 'version {version} is too old',
  kubernetes_amiss_rights: 'missing in {namespace}: {missing}',
  kubernetes_amiss_claim: '{name}: {phase}, {modes}',
  kubernetes_amiss_shared: '{path} cannot be used',
  advice_kubernetes_connection: 'Kubernetes 1.26 or newer is needed, for podFailurePolicy.',
  advice_kubernetes_rights:
    'Grant the Role of docs/kubernetes.md. Without events and volume claims, only less is said about why a job waits.',
  advice_kubernetes_claim:
    'TOUCHSTONE_KUBERNETES_CLAIM must name a PersistentVolumeClaim that is bound; one that is not ReadWriteMany is seen by pods of a single node.',
  advice_kubernetes_shared: 'Mount the volume here, and set TOUCHSTONE_KUBERNETES_SHARED to its root.',
};
