import { defineErrors } from './entry.ts';

/** Nodes, their leases and what they do. */
export const nodeErrors = defineErrors({
  NODE_NOT_FOUND: {
    http: 404,
    exit: 2,
    retry: 'never',
    message: { en: 'There is no node "{name}".', 'zh-TW': '沒有節點「{name}」。' },
    advice: {
      en: '`touchstone nodes list` shows those that there are.',
      'zh-TW': '`touchstone nodes list` 會列出所有節點。',
    },
  },
  NODE_EXISTS: {
    http: 409,
    exit: 2,
    retry: 'never',
    message: { en: 'There is a node "{name}" already.', 'zh-TW': '已有節點「{name}」。' },
    advice: {
      en: 'Choose another name, or take the node away first: touchstone nodes remove {name}. A token is shown only once.',
      'zh-TW': '請改用其他名稱，或先移除該節點：touchstone nodes remove {name}。權杖只會顯示一次。',
    },
  },
  NODE_TOKEN: {
    http: 401,
    exit: 2,
    retry: 'never',
    message: {
      en: 'The service does not know this token of a node, or it was revoked.',
      'zh-TW': '服務不認得此節點權杖，或權杖已撤銷。',
    },
    advice: {
      en: 'Have the operator add the node (touchstone nodes add NAME) and put the token that is printed into the file.',
      'zh-TW': '請由維運人員新增節點（touchstone nodes add NAME），並把顯示的權杖存入檔案。',
    },
  },
  NODE_TOKEN_FILE: {
    http: 400,
    exit: 2,
    retry: 'never',
    message: {
      en: 'The token file {file} cannot be used: {detail}.',
      'zh-TW': '無法使用權杖檔 {file}：{detail}。',
    },
    advice: {
      en: 'It must hold the token of `touchstone nodes add`, and be readable by its owner alone (chmod 600).',
      'zh-TW': '檔案須存放 `touchstone nodes add` 顯示的權杖，且只有擁有者可讀取（chmod 600）。',
    },
  },
  NODE_NAME_DIFFERS: {
    http: 400,
    exit: 2,
    retry: 'never',
    message: {
      en: 'The token belongs to the node "{name}", not to "{given}".',
      'zh-TW': '此權杖屬於節點「{name}」，而非「{given}」。',
    },
    advice: {
      en: 'Leave --name out, or use the token of that node.',
      'zh-TW': '請省略 --name，或改用該節點的權杖。',
    },
  },
  NODE_PROTOCOL: {
    http: 426,
    exit: 2,
    retry: 'never',
    message: {
      en: 'The agent (version {version}, protocol {found}) does not fit this service, which speaks protocol {oldest} to {newest}.',
      'zh-TW': '代理程式（版本 {version}，協定 {found}）與此服務不相容；服務支援協定 {oldest} 至 {newest}。',
    },
    advice: {
      en: 'Bring the older of the two up to date: the node where {found} is below {oldest}, else the service. Work that the node had goes on elsewhere.',
      'zh-TW':
        '請更新較舊的一方：若 {found} 小於 {oldest} 請更新節點，否則請更新服務。節點手上的工作會由其他節點接續。',
    },
  },
  NODE_REPLACED: {
    http: 409,
    exit: 4,
    retry: 'never',
    message: {
      en: 'Another agent has begun with the token of "{name}".',
      'zh-TW': '另一個代理程式已用「{name}」的權杖啟動。',
    },
    advice: {
      en: 'Each node needs a token of its own: touchstone nodes add NAME. If you know of no other agent, revoke this token: touchstone nodes remove {name}.',
      'zh-TW':
        '每個節點都需要自己的權杖：touchstone nodes add NAME。若不知有其他代理程式，請撤銷此權杖：touchstone nodes remove {name}。',
    },
  },
  LEASE_LOST: {
    http: 409,
    exit: 4,
    retry: 'never',
    message: {
      en: 'This lease is over; what it would write is not taken.',
      'zh-TW': '此租約已結束，不再接受其寫入。',
    },
    advice: {
      en: 'Nothing to do: the work is offered again, or nobody wants it any more.',
      'zh-TW': '無須處理：工作會重新分派，或已不再需要。',
    },
  },
  LEASE_SCOPE: {
    http: 404,
    exit: 4,
    retry: 'never',
    message: { en: 'The lease has no such file: {digest}.', 'zh-TW': '租約沒有此檔案：{digest}。' },
    advice: {
      en: 'A lease reaches the inputs of its work and what it uploaded itself, and nothing else.',
      'zh-TW': '租約只能存取該工作的輸入，以及自己上傳的內容。',
    },
  },
  NODE_UPLOAD: {
    http: 422,
    exit: 4,
    retry: 'soon',
    message: {
      en: 'What the node uploaded as {digest} is not that: {detail}.',
      'zh-TW': '節點上傳為 {digest} 的內容不符：{detail}。',
    },
    advice: {
      en: 'It is sent again by itself; if it stays so, check the memory and the disk of the node.',
      'zh-TW': '系統會自動重送；若持續發生，請檢查該節點的記憶體與磁碟。',
    },
  },
  NODE_INPUT_CORRUPT: {
    http: 502,
    exit: 4,
    retry: 'soon',
    message: {
      en: 'Node {node} got the input {digest} twice with other bytes than its digest says.',
      'zh-TW': '節點 {node} 兩次取得的輸入 {digest} 皆與摘要不符。',
    },
    advice: {
      en: 'Check the memory and the disk of the node, and what stands between it and the service.',
      'zh-TW': '請檢查該節點的記憶體與磁碟，以及它與服務之間的網路設備。',
    },
  },
  NODE_DISK_FULL: {
    http: 507,
    exit: 4,
    retry: 'soon',
    message: {
      en: 'The disk of node {node} is full ({detail}).',
      'zh-TW': '節點 {node} 的磁碟已滿（{detail}）。',
    },
    advice: {
      en: 'Make room there, or start the agent with --home on another disk; until then the node takes no work, and others do.',
      'zh-TW': '請清出空間，或以 --home 指定其他磁碟啟動代理程式；在此之前該節點不接工作，由其他節點處理。',
    },
  },
  NODE_CACHE_TOO_SMALL: {
    http: 507,
    exit: 4,
    retry: 'soon',
    message: {
      en: 'The cache of node {node} ({limit} MiB) is too small for work that needs {needed} MiB.',
      'zh-TW': '節點 {node} 的快取（{limit} MiB）不足以容納需要 {needed} MiB 的工作。',
    },
    advice: {
      en: 'Start the agent with a larger --cache-mib.',
      'zh-TW': '請以較大的 --cache-mib 啟動代理程式。',
    },
  },
  NODE_WORK_QUARANTINED: {
    http: 500,
    exit: 4,
    retry: 'never',
    message: {
      en: 'This work was lost by every node that took it ({nodes}) before it came any further, so no other is given it.',
      'zh-TW': '接手此工作的節點（{nodes}）都在毫無進展前失聯，因此不再分派給其他節點。',
    },
    advice: {
      en: 'Look at the logs and the memory of those nodes: work that takes a machine down is most often too large for it. Then resume the run: touchstone runs resume.',
      'zh-TW':
        '請查看這些節點的記錄與記憶體：會拖垮機器的工作通常是規模過大。排除後可繼續執行：touchstone runs resume。',
    },
  },
});
