import { defineErrors } from './entry.ts';

/** Faults on the way to a dataset repository. None repeats what the other side sent, and none holds a secret. */
export const gitErrors = defineErrors({
  GIT_URL_INVALID: {
    http: 422,
    exit: 2,
    retry: 'never',
    message: {
      en: 'This is no address of a repository: {detail}',
      'zh-TW': '這不是儲存庫的網址：{detail}',
    },
    advice: {
      en: 'Write https://host/path/name.git or ssh://git@host/path/name.git, without user name and password in an https address: a token is named by `credentials`.',
      'zh-TW':
        '請寫成 https://主機/路徑/名稱.git 或 ssh://git@主機/路徑/名稱.git；https 網址中不要寫帳號密碼，權杖請以 `credentials` 指定。',
    },
  },
  GIT_PROTOCOL_REFUSED: {
    http: 422,
    exit: 2,
    retry: 'never',
    message: {
      en: 'Repositories are not read by "{protocol}".',
      'zh-TW': '不以「{protocol}」讀取儲存庫。',
    },
    advice: {
      en: 'Use https or ssh. http is taken for hosts in TOUCHSTONE_GIT_INSIDE_HOSTS alone, and directories of this machine below TOUCHSTONE_GIT_FILE_ROOTS.',
      'zh-TW':
        '請使用 https 或 ssh。只有 TOUCHSTONE_GIT_INSIDE_HOSTS 所列的主機可用 http；本機目錄須位於 TOUCHSTONE_GIT_FILE_ROOTS 之下。',
    },
  },
  GIT_HOST_REFUSED: {
    http: 403,
    exit: 2,
    retry: 'never',
    message: {
      en: 'Repositories at "{host}" are not allowed here.',
      'zh-TW': '此處不允許讀取「{host}」的儲存庫。',
    },
    advice: {
      en: 'The operator of the service allows a host by adding it to TOUCHSTONE_GIT_HOSTS (or TOUCHSTONE_GIT_INSIDE_HOSTS for one in the own network).',
      'zh-TW':
        '請由服務的管理者將主機加入 TOUCHSTONE_GIT_HOSTS（內部網路的主機則加入 TOUCHSTONE_GIT_INSIDE_HOSTS）。',
    },
  },
  GIT_ADDRESS_REFUSED: {
    http: 403,
    exit: 2,
    retry: 'never',
    message: {
      en: 'The name "{host}" leads to an address that is not dialled.',
      'zh-TW': '名稱「{host}」指向不允許連線的位址。',
    },
    advice: {
      en: 'A host in the own network belongs in TOUCHSTONE_GIT_INSIDE_HOSTS. If it should be a public one, have its name service looked at.',
      'zh-TW':
        '若是內部網路的主機，請列入 TOUCHSTONE_GIT_INSIDE_HOSTS；若應為公開主機，請檢查其名稱解析（DNS）。',
    },
  },
  GIT_PATH_REFUSED: {
    http: 403,
    exit: 2,
    retry: 'never',
    message: {
      en: 'This directory is not one that repositories are read from.',
      'zh-TW': '此目錄不在允許讀取儲存庫的範圍內。',
    },
    advice: {
      en: 'The operator of the service allows a directory, with all below it, in TOUCHSTONE_GIT_FILE_ROOTS.',
      'zh-TW': '請由服務的管理者在 TOUCHSTONE_GIT_FILE_ROOTS 中允許該目錄（及其下的所有目錄）。',
    },
  },
  GIT_MISSING: {
    http: 503,
    exit: 4,
    retry: 'wait',
    message: {
      en: 'The program git cannot be started on the machine of the service: {detail}',
      'zh-TW': '服務所在的機器無法啟動 git 程式：{detail}',
    },
    advice: {
      en: 'Install git 2.39 or newer there; `touchstone doctor` shows whether it is found.',
      'zh-TW': '請在該機器安裝 git 2.39 或更新版本；可用 `touchstone doctor` 確認。',
    },
  },
  GIT_UNREACHABLE: {
    http: 502,
    exit: 4,
    retry: 'soon',
    message: {
      en: 'The repository at {host} cannot be reached: {detail}',
      'zh-TW': '無法連上 {host} 的儲存庫：{detail}',
    },
    advice: {
      en: 'Check that the host answers, and that its name, port and certificate are right; it is tried again by itself.',
      'zh-TW': '請確認主機有回應，名稱、連接埠與憑證皆正確；系統會自動再試。',
    },
  },
  GIT_ACCESS_DENIED: {
    http: 403,
    exit: 2,
    retry: 'never',
    message: {
      en: 'The repository at {host} does not let us read it.',
      'zh-TW': '{host} 的儲存庫拒絕讓我們讀取。',
    },
    advice: {
      en: 'Name a token or key with the right to read as `credentials`, and check that it has not run out.',
      'zh-TW': '請以 `credentials` 指定具讀取權限的權杖或金鑰，並確認尚未過期。',
    },
  },
  GIT_HOST_KEY: {
    http: 502,
    exit: 2,
    retry: 'never',
    message: {
      en: 'The ssh key of {host} is not one that is known here.',
      'zh-TW': '{host} 的 ssh 主機金鑰不在已知清單中。',
    },
    advice: {
      en: 'Check the key with its owner and put it into the file that TOUCHSTONE_GIT_KNOWN_HOSTS names.',
      'zh-TW': '請向對方確認金鑰後，加入 TOUCHSTONE_GIT_KNOWN_HOSTS 所指的檔案。',
    },
  },
  GIT_REDIRECTED: {
    http: 502,
    exit: 2,
    retry: 'never',
    message: {
      en: '{host} sends us to another address; that is not followed.',
      'zh-TW': '{host} 將我們轉往其他網址，系統不會跟隨。',
    },
    advice: {
      en: 'The repository was probably renamed or moved: write the address that it has now.',
      'zh-TW': '儲存庫可能已改名或搬移：請改寫成目前的網址。',
    },
  },
  GIT_REPOSITORY_NOT_FOUND: {
    http: 404,
    exit: 2,
    retry: 'never',
    message: {
      en: 'There is no repository at this address of {host}, or none that we may see.',
      'zh-TW': '{host} 的這個網址沒有儲存庫，或我們無權看見。',
    },
    advice: {
      en: 'Check the address; for a private repository name `credentials` that may read it.',
      'zh-TW': '請確認網址；若為私人儲存庫，請以 `credentials` 指定有讀取權限者。',
    },
  },
  GIT_BRANCH_NOT_FOUND: {
    http: 404,
    exit: 2,
    retry: 'never',
    message: {
      en: 'The repository has no branch "{branch}".',
      'zh-TW': '儲存庫沒有「{branch}」分支。',
    },
    advice: {
      en: 'Write the name of the branch as the repository has it, or push the branch.',
      'zh-TW': '請寫儲存庫中實際的分支名稱，或先推送該分支。',
    },
  },
  GIT_BROKEN: {
    http: 422,
    exit: 2,
    retry: 'never',
    message: {
      en: 'The repository holds an object that is not sound, or made to mislead: {detail}',
      'zh-TW': '儲存庫含有損壞或意圖誤導的物件：{detail}',
    },
    advice: {
      en: 'Nothing of it was used. Have its owner look at it with `git fsck --strict`.',
      'zh-TW': '系統未使用其中任何內容。請由儲存庫的擁有者以 `git fsck --strict` 檢查。',
    },
  },
  GIT_FILE_TOO_LARGE: {
    http: 413,
    exit: 2,
    retry: 'never',
    message: {
      en: 'The file is larger than the {limit} bytes that are taken.',
      'zh-TW': '檔案超過可接受的 {limit} 位元組。',
    },
    advice: {
      en: 'Divide the data or leave out what is not needed; the operator can raise TOUCHSTONE_UPLOAD_LIMIT.',
      'zh-TW': '請分割資料或移除不需要的部分；管理者可調高 TOUCHSTONE_UPLOAD_LIMIT。',
    },
  },
  GIT_REPOSITORY_TOO_LARGE: {
    http: 413,
    exit: 2,
    retry: 'never',
    message: {
      en: 'What the repository sends is more than the {limit} bytes that are taken.',
      'zh-TW': '儲存庫傳送的內容超過可接受的 {limit} 位元組。',
    },
    advice: {
      en: 'Only the branch’s latest commit is read. If the server cannot leave files out (partial clones), keep the dataset in a repository of its own, or raise TOUCHSTONE_GIT_LIMIT.',
      'zh-TW':
        '系統只讀取分支最新的提交。若伺服器不支援部分複製（partial clone），請將資料集放在獨立的儲存庫，或調高 TOUCHSTONE_GIT_LIMIT。',
    },
  },
  GIT_TIMEOUT: {
    http: 504,
    exit: 4,
    retry: 'soon',
    message: {
      en: 'Reading the repository at {host} took longer than {seconds} s.',
      'zh-TW': '讀取 {host} 的儲存庫超過 {seconds} 秒。',
    },
    advice: {
      en: 'It is tried again by itself. Where the data is large and the line slow, raise TOUCHSTONE_GIT_TIMEOUT.',
      'zh-TW': '系統會自動再試。若資料較大而網路較慢，請調高 TOUCHSTONE_GIT_TIMEOUT。',
    },
  },
});
