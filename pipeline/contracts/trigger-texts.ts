import type { Localized, TriggerKind } from './names.ts';
import type { TriggerCause } from './triggers.ts';

/** Letters of a commit's id that people are shown. */
const SHOWN_COMMIT = 10;

/** What pulled a trigger, in words that follow "started by"; `who` is empty where nobody is known. */
const SOURCES: Readonly<Record<TriggerKind, Localized>> = {
  upload: { en: 'an upload{who}', 'zh-TW': '上傳資料{who}' },
  api: { en: 'a request to the API{who}', 'zh-TW': 'API 請求{who}' },
  cli: { en: 'the command line{who}', 'zh-TW': '命令列{who}' },
  jenkins: { en: 'Jenkins{who}', 'zh-TW': 'Jenkins{who}' },
  git: { en: 'a commit{who}', 'zh-TW': 'Git 提交{who}' },
  schedule: { en: 'the schedule{due}, set{who}', 'zh-TW': '排程{due}，設定者：{by}' },
};

/**
 * What pulled a trigger, in one phrase: "a commit by alice (3f2a91c04d on main of https://…)". `moment` writes a moment in
 * the reader's way. Texts from outside are in it as they are.
 */
export function sourceOf(cause: TriggerCause, moment: (instant: string) => string): Localized {
  const { kind, by, commit, due } = cause;
  const id = commit?.id.slice(0, SHOWN_COMMIT);
  const fill = (text: string, who: string, when: string, where: string): string =>
    text
      .replace('{who}', () => who)
      .replace('{by}', () => by ?? '-')
      .replace('{due}', () => when) + where;
  return {
    en: fill(
      SOURCES[kind].en,
      by === null ? '' : ` by ${by}`,
      due === null ? '' : ` for ${moment(due)}`,
      commit === null
        ? ''
        : ` (${id}${commit.branch === null ? '' : ` on ${commit.branch}`} of ${commit.repository})`,
    ),
    'zh-TW': fill(
      SOURCES[kind]['zh-TW'],
      by === null ? '' : `（${by}）`,
      due === null ? '' : `（${moment(due)}）`,
      commit === null
        ? ''
        : `：${commit.repository}${commit.branch === null ? '' : ` 分支 ${commit.branch}`} 的 ${id}`,
    ),
  };
}
