import type { Language } from '../contracts/names.ts';

const en = {
  heading: 'Touchstone demo: which unit of a city government handles which petition?',
  terms:
    'Base model: Gemma 3 270M. Gemma is provided under and subject to the Gemma Terms of Use found at ai.google.dev/gemma/terms.',
  service: 'Service: {url} (home {home})',
  goesOn: 'Run {run} was interrupted before; it goes on from where it was.',
  remembered: 'From memory, not repeated: {stages}',
  separator: ', ',
  took: 'It took {elapsed}.',
  next: 'What you might do next:',
  nextReport: 'read the report',
  nextOwn: 'do the same with a file of your own',
  nextPromote: 'put the model into production',
};
type TextKey = keyof typeof en;

const zhTW: Readonly<Record<TextKey, string>> = {
  heading: 'Touchstone 示範：市民的陳情案，該由市政府的哪個單位承辦？',
  terms:
    '基礎模型：Gemma 3 270M。Gemma 依 ai.google.dev/gemma/terms 所載的 Gemma 使用條款提供，使用時須遵守該條款。',
  service: '服務：{url}（資料目錄 {home}）',
  goesOn: '執行 {run} 先前中斷，現在從中斷處繼續。',
  remembered: '沿用先前結果、無須重做：{stages}',
  separator: '、',
  took: '費時 {elapsed}。',
  next: '接下來可以：',
  nextReport: '閱讀報告',
  nextOwn: '用自己的檔案試試看',
  nextPromote: '讓模型正式上線',
};

/** What the demo says, beside what the command line says. */
export const DEMO_TEXTS: Readonly<Record<Language, Readonly<Record<TextKey, string>>>> = {
  en,
  'zh-TW': zhTW,
};
