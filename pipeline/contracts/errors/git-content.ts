import { defineErrors } from './entry.ts';

/** Faults in what a dataset repository holds. */
export const gitContentErrors = defineErrors({
  GIT_MANIFEST_MISSING: {
    http: 422,
    exit: 2,
    retry: 'never',
    message: {
      en: 'The commit {commit} holds no file "{file}".',
      'zh-TW': '提交 {commit} 沒有「{file}」檔案。',
    },
    advice: {
      en: 'Add it at the top of the repository; docs/git.md shows one of two lines.',
      'zh-TW': '請在儲存庫最上層加入此檔案；docs/git.md 有只需兩行的範例。',
    },
  },
  GIT_MANIFEST_UNREADABLE: {
    http: 422,
    exit: 2,
    retry: 'never',
    message: {
      en: 'The file is no valid YAML: {detail}',
      'zh-TW': '檔案不是有效的 YAML：{detail}',
    },
    advice: {
      en: 'Correct the line named; docs/git.md shows a whole example.',
      'zh-TW': '請修正所指的那一行；docs/git.md 有完整範例。',
    },
  },
  GIT_CONTENT_INVALID: {
    http: 422,
    exit: 2,
    retry: 'never',
    message: {
      en: 'What the commit {commit} says of its dataset has {count} fault(s).',
      'zh-TW': '提交 {commit} 對資料集的描述有 {count} 處錯誤。',
    },
    advice: {
      en: 'Correct the places listed and push again; `touchstone git check` shows the same beforehand.',
      'zh-TW': '請修正所列之處後再推送；可先用 `touchstone git check` 檢查。',
    },
  },
  GIT_NAME_DIFFERS: {
    http: 422,
    exit: 2,
    retry: 'never',
    message: {
      en: 'The repository says that it is for "{found}", but its pipeline is "{expected}".',
      'zh-TW': '儲存庫寫明用於「{found}」，但其流程為「{expected}」。',
    },
    advice: {
      en: 'Write the pipeline’s name, or leave `name` out: a repository cannot train under another name.',
      'zh-TW': '請改寫為該流程的名稱，或省略 `name`：儲存庫不能以其他名稱訓練。',
    },
  },
  GIT_FILE_MISSING: {
    http: 422,
    exit: 2,
    retry: 'never',
    message: {
      en: 'The commit holds no file "{path}".',
      'zh-TW': '此提交沒有「{path}」檔案。',
    },
    advice: {
      en: 'Write the path from the top of the repository, upper and lower case as they are; was the file added and pushed?',
      'zh-TW': '請寫自儲存庫最上層起的路徑，並注意大小寫；檔案是否已加入並推送？',
    },
  },
  GIT_PATH_INVALID: {
    http: 422,
    exit: 2,
    retry: 'never',
    message: {
      en: '"{path}" is no path that is read.',
      'zh-TW': '「{path}」不是可讀取的路徑。',
    },
    advice: {
      en: 'Write a path within the repository, such as data/train.csv: not absolute, without "..", and nothing of ".git".',
      'zh-TW': '請寫儲存庫內的路徑，例如 data/train.csv：不可為絕對路徑、不可含「..」，也不可指向「.git」。',
    },
  },
  GIT_LINK: {
    http: 422,
    exit: 2,
    retry: 'never',
    message: {
      en: '"{path}" is a symbolic link; links are not followed.',
      'zh-TW': '「{path}」是符號連結，系統不會跟隨連結。',
    },
    advice: {
      en: 'Name the file itself, or commit the file in place of the link.',
      'zh-TW': '請直接寫檔案本身，或提交檔案以取代連結。',
    },
  },
  GIT_SUBMODULE: {
    http: 422,
    exit: 2,
    retry: 'never',
    message: {
      en: '"{path}" lies in a submodule; submodules are not fetched.',
      'zh-TW': '「{path}」位於子模組（submodule）中，系統不會取用子模組。',
    },
    advice: {
      en: 'Commit the data into this repository, or let a pipeline watch the other repository.',
      'zh-TW': '請將資料提交到本儲存庫，或讓流程改為監看另一個儲存庫。',
    },
  },
  GIT_NO_FILES: {
    http: 422,
    exit: 2,
    retry: 'never',
    message: {
      en: '"{path}" is a folder without files.',
      'zh-TW': '「{path}」資料夾中沒有檔案。',
    },
    advice: {
      en: 'Name a file, or a folder of documents.',
      'zh-TW': '請寫檔案，或內有文件的資料夾。',
    },
  },
  GIT_TOO_MANY_FILES: {
    http: 422,
    exit: 2,
    retry: 'never',
    message: {
      en: '"{path}" holds more than the {limit} files that are taken.',
      'zh-TW': '「{path}」超過可接受的 {limit} 個檔案。',
    },
    advice: {
      en: 'Divide the documents among several datasets, or pack them into one ZIP file.',
      'zh-TW': '請將文件分成數個資料集，或打包成一個 ZIP 檔。',
    },
  },
  GIT_LFS_POINTER: {
    http: 422,
    exit: 2,
    retry: 'never',
    message: {
      en: '"{path}" is a Git LFS pointer: its {bytes} bytes are not in the repository.',
      'zh-TW': '「{path}」是 Git LFS 指標檔：實際的 {bytes} 位元組內容不在儲存庫中。',
    },
    advice: {
      en: 'Data is read from Git alone. Take the file out of LFS (`git lfs untrack "{path}"`, `git add --renormalize "{path}"`, commit), compress it first if it is large (.zst and .gz are read), or upload it from CI: `git lfs pull`, then `touchstone run --dataset "{path}"`.',
      'zh-TW':
        '系統只讀取 Git 本身的內容。請將檔案移出 LFS（`git lfs untrack "{path}"`、`git add --renormalize "{path}"` 後提交），檔案較大時可先壓縮（可讀取 .zst 與 .gz）；或由 CI 上傳：先 `git lfs pull`，再執行 `touchstone run --dataset "{path}"`。',
    },
  },
  GIT_SPEC_FIELD: {
    http: 422,
    exit: 2,
    retry: 'never',
    message: {
      en: 'A repository may not set "{field}".',
      'zh-TW': '儲存庫不得設定「{field}」。',
    },
    advice: {
      en: 'Whoever can push could let a model through that failed its gate, or take in classified documents. The operator sets this in the pipeline.',
      'zh-TW': '否則任何可推送的人都能放行未通過閘門的模型，或納入機密文件。請由管理者在流程中設定。',
    },
  },
});
