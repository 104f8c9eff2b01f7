import { defineErrors } from './entry.ts';

/** Why Kubernetes cannot be asked, or does not take a job. */
export const kubernetesErrors = defineErrors({
  KUBERNETES_CONFIG: {
    http: 503,
    exit: 4,
    retry: 'never',
    message: {
      en: 'The connection to Kubernetes cannot be made from {path}: {detail}',
      'zh-TW': '無法依 {path} 建立與 Kubernetes 的連線：{detail}',
    },
    advice: {
      en: 'Name a kubeconfig with a token or a client certificate in TOUCHSTONE_KUBERNETES_CONFIG, or run the service in the cluster with a service account.',
      'zh-TW':
        '請以 TOUCHSTONE_KUBERNETES_CONFIG 指定含權杖或用戶端憑證的 kubeconfig，或讓服務以服務帳號在叢集內執行。',
    },
  },
  KUBERNETES_UNREACHABLE: {
    http: 503,
    exit: 4,
    retry: 'wait',
    message: { en: 'Kubernetes does not answer: {detail}', 'zh-TW': 'Kubernetes 沒有回應：{detail}' },
    advice: {
      en: 'It is asked again until it does; jobs go on meanwhile. If it stays so, see whether the API server can be reached from this machine.',
      'zh-TW': '系統會持續再試，作業不受影響。若一直如此，請確認這台機器連得到 API 伺服器。',
    },
  },
  KUBERNETES_UNAUTHORIZED: {
    http: 503,
    exit: 4,
    retry: 'wait',
    message: {
      en: 'Kubernetes does not accept our credentials: {detail}',
      'zh-TW': 'Kubernetes 不接受我們的憑證：{detail}',
    },
    advice: {
      en: 'The token or certificate has expired or is wrong: renew it where TOUCHSTONE_KUBERNETES_CONFIG says. It is read again at each try; jobs go on meanwhile.',
      'zh-TW':
        '權杖或憑證已過期或不正確：請在 TOUCHSTONE_KUBERNETES_CONFIG 所指之處更新。每次再試都會重新讀取，作業不受影響。',
    },
  },
  KUBERNETES_FORBIDDEN: {
    http: 403,
    exit: 4,
    retry: 'never',
    message: {
      en: 'Kubernetes does not let us do that: {detail}',
      'zh-TW': 'Kubernetes 不允許此操作：{detail}',
    },
    advice: {
      en: 'Grant the Role of docs/kubernetes.md, or mend what the policy names; `touchstone doctor` lists the rights that are missing. Then resume the run.',
      'zh-TW':
        '請授予 docs/kubernetes.md 中的 Role，或修正政策所指的項目；`touchstone doctor` 會列出缺少的權限。之後再繼續此執行。',
    },
  },
  KUBERNETES_QUOTA: {
    http: 503,
    exit: 4,
    retry: 'wait',
    message: {
      en: 'The quota of the namespace takes no more jobs for now: {detail}',
      'zh-TW': '命名空間的配額目前不再接受更多作業：{detail}',
    },
    advice: {
      en: 'It is tried again once others have ended; a lower TOUCHSTONE_MODEL_WORKERS or TOUCHSTONE_KUBERNETES_KEEP needs less.',
      'zh-TW':
        '其他作業結束後會再試；調低 TOUCHSTONE_MODEL_WORKERS 或 TOUCHSTONE_KUBERNETES_KEEP 可減少占用。',
    },
  },
  KUBERNETES_REFUSED: {
    http: 422,
    exit: 4,
    retry: 'never',
    message: {
      en: 'Kubernetes does not take the job: {detail}',
      'zh-TW': 'Kubernetes 不接受此作業：{detail}',
    },
    advice: {
      en: 'Correct the TOUCHSTONE_KUBERNETES_ setting that it names, then resume the run.',
      'zh-TW': '請更正訊息所指的 TOUCHSTONE_KUBERNETES_ 設定，再繼續此執行。',
    },
  },
  KUBERNETES_ANSWER: {
    http: 502,
    exit: 4,
    retry: 'never',
    message: {
      en: 'What Kubernetes answered is not understood: {detail}',
      'zh-TW': '無法理解 Kubernetes 的回應：{detail}',
    },
    advice: {
      en: 'See that the server in the kubeconfig is an API server of Kubernetes 1.26 or newer.',
      'zh-TW': '請確認 kubeconfig 中的伺服器是 Kubernetes 1.26 以上的 API 伺服器。',
    },
  },
  KUBERNETES_SHARED: {
    http: 503,
    exit: 4,
    retry: 'wait',
    message: {
      en: 'The volume that is shared with the pods cannot be used here: {path} ({detail}).',
      'zh-TW': '這裡無法使用與 Pod 共用的磁碟區：{path}（{detail}）。',
    },
    advice: {
      en: 'See that it is mounted, writable for this service and not full (TOUCHSTONE_KUBERNETES_SHARED).',
      'zh-TW': '請確認該磁碟區已掛載、此服務可寫入且空間足夠（TOUCHSTONE_KUBERNETES_SHARED）。',
    },
  },
});
