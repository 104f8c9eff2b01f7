/** Kinds of model work that can be handed to Kubernetes; all else is done beside the service. */
export const KUBERNETES_WORK = ['train', 'predict'] as const;
export type KubernetesWork = (typeof KUBERNETES_WORK)[number];

/** How model work is handed to a Kubernetes cluster. Nothing here is secret: the key to the cluster stays in its file. */
export interface KubernetesSettings {
  readonly connection: KubernetesConnection;
  readonly work: readonly KubernetesWork[];
  readonly volume: KubernetesVolume;
  readonly pod: KubernetesPod;
  readonly job: KubernetesJob;
  /** Seconds between two looks, for all jobs together. */
  readonly pollSeconds: number;
}

export interface KubernetesConnection {
  /** A kubeconfig; null: the service runs in the cluster and uses the token of its service account. */
  readonly configFile: string | null;
  /** Of the kubeconfig; null: its current one. */
  readonly context: string | null;
  /** Null: that of the context, or of the service's own pod. */
  readonly namespace: string | null;
}

/** The volume that the service and the pods share. */
export interface KubernetesVolume {
  /** Name of the PersistentVolumeClaim. */
  readonly claim: string;
  /** Absolute path of its root as this service sees it. */
  readonly shared: string;
  /** Absolute path under which pods see it. */
  readonly mount: string;
}

/** What the pod of a job is made of. */
export interface KubernetesPod {
  readonly image: string;
  /** The interpreter in the image. */
  readonly python: string;
  /** auto, cpu or cuda. */
  readonly device: string;
  /** Null: none. */
  readonly gpu: { readonly resource: string; readonly count: number } | null;
  readonly cpus: number | null;
  /** MiB. */
  readonly memory: number | null;
  readonly nodeSelector: Readonly<Record<string, string>>;
  readonly tolerations: readonly KubernetesToleration[];
  readonly runtimeClass: string | null;
  readonly priorityClass: string | null;
  readonly pullSecrets: readonly string[];
  readonly serviceAccount: string | null;
  /** As whom it runs: whoever owns the shared files. Never root. */
  readonly user: { readonly uid: number; readonly gid: number };
}

export interface KubernetesToleration {
  readonly key: string;
  /** Null: whatever it is. */
  readonly value: string | null;
  /** Null: every effect. */
  readonly effect: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute' | null;
}

export interface KubernetesJob {
  /** Kueue's LocalQueue; null: no Kueue. */
  readonly queue: string | null;
  /** Minutes from the first start of a pod to the end of the job; null: no limit. */
  readonly time: number | null;
  /** Seconds for which a job that has ended is kept for people to look at. */
  readonly keepSeconds: number;
}
