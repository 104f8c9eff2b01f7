import { defineErrors } from './entry.ts';

/** Why Jenkins cannot be spoken to. No text that the other side sent is repeated, and no credential. */
export const jenkinsConnectionErrors = defineErrors({
  JENKINS_NOT_SET: {
    http: 400,
    exit: 2,
    retry: 'never',
    message: { en: 'No Jenkins is set: {name} is missing.', 'zh-TW': '尚未設定 Jenkins：缺少 {name}。' },
    advice: {
      en: 'Set TOUCHSTONE_JENKINS_URL, TOUCHSTONE_JENKINS_USER and TOUCHSTONE_JENKINS_TOKEN (or TOUCHSTONE_JENKINS_TOKEN_FILE); docs/jenkins-client.md shows how.',
      'zh-TW':
        '請設定 TOUCHSTONE_JENKINS_URL、TOUCHSTONE_JENKINS_USER 與 TOUCHSTONE_JENKINS_TOKEN（或 TOUCHSTONE_JENKINS_TOKEN_FILE）；作法請見 docs/jenkins-client.md。',
    },
  },
  JENKINS_HOST_UNKNOWN: {
    http: 502,
    exit: 4,
    retry: 'wait',
    message: {
      en: 'No address is known for the host of {url} ({detail}).',
      'zh-TW': '查不到 {url} 主機的位址（{detail}）。',
    },
    advice: {
      en: 'Check the spelling of the host, and that this machine can ask the name server that knows it.',
      'zh-TW': '請確認主機名稱拼寫正確，且這台機器能查詢到該名稱的 DNS 伺服器。',
    },
  },
  JENKINS_REFUSED: {
    http: 502,
    exit: 4,
    retry: 'wait',
    message: { en: 'Nothing answers at {url} ({detail}).', 'zh-TW': '{url} 沒有回應（{detail}）。' },
    advice: {
      en: 'Check that Jenkins is up, that host and port are right, and that no firewall stands between.',
      'zh-TW': '請確認 Jenkins 已啟動、主機與連接埠正確，且中間沒有防火牆阻擋。',
    },
  },
  JENKINS_TIMEOUT: {
    http: 504,
    exit: 4,
    retry: 'wait',
    message: { en: '{url} did not answer within {seconds} s.', 'zh-TW': '{url} 未在 {seconds} 秒內回應。' },
    advice: {
      en: 'Check the network between here and Jenkins, and whether Jenkins is overloaded; TOUCHSTONE_JENKINS_TIMEOUT sets how long is waited.',
      'zh-TW':
        '請檢查到 Jenkins 的網路，以及 Jenkins 是否過於忙碌；等候時間由 TOUCHSTONE_JENKINS_TIMEOUT 設定。',
    },
  },
  JENKINS_CERTIFICATE_UNKNOWN: {
    http: 502,
    exit: 4,
    retry: 'never',
    message: {
      en: 'The certificate of {url} was signed by nobody that is trusted here ({detail}).',
      'zh-TW': '{url} 的憑證不是由此處信任的機構簽發（{detail}）。',
    },
    advice: {
      en: "Put the certificate of your organisation's authority into a PEM file and name it in TOUCHSTONE_JENKINS_CA; checking is never switched off.",
      'zh-TW': '請把貴單位憑證機構的憑證存成 PEM 檔，並以 TOUCHSTONE_JENKINS_CA 指定；憑證檢查不會關閉。',
    },
  },
  JENKINS_CERTIFICATE_EXPIRED: {
    http: 502,
    exit: 4,
    retry: 'never',
    message: {
      en: 'The certificate of {url} is not valid at this time ({detail}).',
      'zh-TW': '{url} 的憑證目前不在有效期間內（{detail}）。',
    },
    advice: {
      en: 'Have the certificate renewed; check the clock of this machine as well.',
      'zh-TW': '請更新憑證，並確認這台機器的時間正確。',
    },
  },
  JENKINS_CERTIFICATE_HOST: {
    http: 502,
    exit: 4,
    retry: 'never',
    message: {
      en: 'The certificate of {url} belongs to another host.',
      'zh-TW': '{url} 的憑證屬於其他主機。',
    },
    advice: {
      en: 'Use the host name that stands in the certificate, or have one made for this name.',
      'zh-TW': '請改用憑證上的主機名稱，或重新製作符合此名稱的憑證。',
    },
  },
  JENKINS_TLS: {
    http: 502,
    exit: 4,
    retry: 'never',
    message: {
      en: 'No encrypted connection to {url} comes about ({detail}).',
      'zh-TW': '無法與 {url} 建立加密連線（{detail}）。',
    },
    advice: {
      en: 'The port may speak plain HTTP: check whether the address starts with http or https.',
      'zh-TW': '該連接埠可能使用未加密的 HTTP：請確認位址應以 http 還是 https 開頭。',
    },
  },
  JENKINS_CONNECTION_LOST: {
    http: 502,
    exit: 4,
    retry: 'wait',
    message: {
      en: 'The connection to {url} broke ({detail}).',
      'zh-TW': '與 {url} 的連線中斷（{detail}）。',
    },
    advice: {
      en: 'It is tried again; if it stays so, look at the proxies between here and Jenkins.',
      'zh-TW': '系統會再試；若持續發生，請檢查到 Jenkins 之間的代理伺服器。',
    },
  },
  JENKINS_STARTING: {
    http: 503,
    exit: 4,
    retry: 'wait',
    message: {
      en: 'Jenkins at {url} is starting, or its proxy cannot reach it (status {status}).',
      'zh-TW': '{url} 的 Jenkins 正在啟動，或其代理伺服器連不到它（狀態碼 {status}）。',
    },
    advice: {
      en: 'Wait until it is up; it is tried again.',
      'zh-TW': '請等候 Jenkins 啟動完成；系統會再試。',
    },
  },
  JENKINS_UNAUTHORIZED: {
    http: 401,
    exit: 2,
    retry: 'never',
    message: {
      en: 'Jenkins at {url} does not accept user "{user}" with this token.',
      'zh-TW': '{url} 的 Jenkins 不接受使用者「{user}」與此權杖。',
    },
    advice: {
      en: "Make an API token under the user's page in Jenkins (Security, API Token), and set it in TOUCHSTONE_JENKINS_TOKEN; the user is the login, not the full name.",
      'zh-TW':
        '請在 Jenkins 使用者頁面（Security、API Token）建立 API 權杖，並設為 TOUCHSTONE_JENKINS_TOKEN；使用者要填登入名稱，而非全名。',
    },
  },
  JENKINS_FORBIDDEN: {
    http: 403,
    exit: 2,
    retry: 'never',
    message: {
      en: 'User "{user}" may not do this in Jenkins: {what}.',
      'zh-TW': '使用者「{user}」在 Jenkins 沒有此權限：{what}。',
    },
    advice: {
      en: 'Have an administrator of Jenkins grant it; docs/jenkins-client.md lists what is needed.',
      'zh-TW': '請 Jenkins 管理員授予此權限；所需權限列於 docs/jenkins-client.md。',
    },
  },
  JENKINS_CRUMB: {
    http: 403,
    exit: 4,
    retry: 'never',
    message: {
      en: 'Jenkins at {url} wants a crumb and did not accept the one that it gave.',
      'zh-TW': '{url} 的 Jenkins 要求 crumb，卻不接受它自己發出的 crumb。',
    },
    advice: {
      en: "Use an API token, which needs no crumb, instead of a password; else see that the proxy before Jenkins passes cookies and the client's address on.",
      'zh-TW':
        '請改用不需要 crumb 的 API 權杖，不要用密碼；否則請確認 Jenkins 前方的代理伺服器會轉送 Cookie 與用戶端位址。',
    },
  },
  JENKINS_NOT_JENKINS: {
    http: 502,
    exit: 2,
    retry: 'never',
    message: {
      en: 'What answers at {url} is not Jenkins (status {status}).',
      'zh-TW': '{url} 回應的不是 Jenkins（狀態碼 {status}）。',
    },
    advice: {
      en: 'Check the address: a Jenkins may live below a path, such as https://ci.example.org/jenkins.',
      'zh-TW': '請確認位址：Jenkins 可能位於某個路徑之下，例如 https://ci.example.org/jenkins。',
    },
  },
  JENKINS_REDIRECTED: {
    http: 502,
    exit: 2,
    retry: 'never',
    message: {
      en: '{url} sends on to another address ({to}), which is not followed.',
      'zh-TW': '{url} 要求轉往其他位址（{to}），基於安全不會跟隨。',
    },
    advice: {
      en: 'Set TOUCHSTONE_JENKINS_URL to the address where Jenkins itself answers; a login page of a single sign-on has to let API tokens through.',
      'zh-TW': '請把 TOUCHSTONE_JENKINS_URL 設為 Jenkins 本身的位址；若為單一登入頁面，須讓 API 權杖通過。',
    },
  },
  JENKINS_ANSWER: {
    http: 502,
    exit: 4,
    retry: 'never',
    message: {
      en: 'Jenkins at {url} answered {what} in a way that is not understood ({detail}).',
      'zh-TW': '{url} 的 Jenkins 對「{what}」的回應無法理解（{detail}）。',
    },
    advice: {
      en: 'Look at the log of Jenkins at this time; docs/jenkins-client.md says which versions are known.',
      'zh-TW': '請查看 Jenkins 當時的記錄；已知版本列於 docs/jenkins-client.md。',
    },
  },
});
