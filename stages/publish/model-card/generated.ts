import { METHOD_TITLES } from '../../../pipeline/contracts/data-titles.ts';
import type { GeneratedLineage } from '../../../pipeline/contracts/generation.ts';
import type { Language } from '../../../pipeline/contracts/names.ts';
import type { Figures } from '../../../reports/format/figures.ts';
import { plain } from '../../../reports/format/markdown.ts';

/** Ways of making records that a card tells; the lineage has all. */
const TOLD = 10;

/** What a card says of records that a text model made. Arguments are Markdown by the time they get here. */
interface GeneratedTexts {
  readonly name: string;
  trained(records: string, ways: string): string;
  way(made: { method: string; model: string; prompt: string; records: string }): string;
  readonly untold: string;
  readonly more: string;
  readonly inside: string;
  outside(masked: string): string;
  yield(made: { tried: string; passed: string; tokens: string }): string;
  cost(cost: string): string;
}

const TEXTS: Readonly<Record<Language, GeneratedTexts>> = {
  'zh-TW': {
    name: '模型生成的訓練記錄',
    trained: (records, ways) => `${records} 筆，只用於訓練（${ways}）`,
    way: ({ method, model, prompt, records }) => `${method} ${records} 筆，模型 ${model}，提示 ${prompt}`,
    untold: '未載明',
    more: '其餘見 `lineage.json`',
    inside: '生成時資料未離開機關',
    outside: (masked) => `生成時使用機關外部的模型，送出前已遮蔽個人資料 ${masked} 處`,
    yield: ({ tried, passed, tokens }) => `${tried} 次嘗試中 ${passed} 筆通過篩選，共 ${tokens} 個詞元`,
    cost: (cost) => `費用 ${cost}`,
  },
  en: {
    name: 'Training records made by a text model',
    trained: (records, ways) => `${records}, in training only (${ways})`,
    way: ({ method, model, prompt, records }) => `${method}: ${records} by ${model}, prompt ${prompt}`,
    untold: 'not told',
    more: 'more in `lineage.json`',
    inside: 'while they were made, no data left the organisation',
    outside: (masked) =>
      `made by a model outside the organisation, with ${masked} pieces of personal data masked before they left`,
    yield: ({ tried, passed, tokens }) =>
      `${passed} of ${tried} tries passed the filters, ${tokens} tokens in all`,
    cost: (cost) => `cost ${cost}`,
  },
};

/** The fact that a card gives of records that a text model made, as name and value; null where none was made or trained on. */
export function generatedFact(
  generated: GeneratedLineage | undefined,
  language: Language,
  figures: Figures,
): readonly [string, string] | null {
  if (!generated || (generated.trained.length === 0 && generated.run === null)) return null;
  const texts = TEXTS[language];
  const { trained, run } = generated;
  const total = trained.reduce((sum, { records }) => sum + records, 0);
  const ways = trained.slice(0, TOLD).map(({ method, model, prompt, records }) =>
    texts.way({
      method: method === null ? texts.untold : METHOD_TITLES[method][language],
      model: model === null ? texts.untold : plain(model),
      prompt: prompt === null ? texts.untold : plain(prompt),
      records: figures.count(records),
    }),
  );
  if (trained.length > TOLD) ways.push(texts.more);
  const separator = language === 'zh-TW' ? '；' : '; ';
  const parts = [total === 0 ? figures.count(0) : texts.trained(figures.count(total), ways.join(separator))];
  if (run !== null) {
    parts.push(run.inside ? texts.inside : texts.outside(figures.count(run.masked)));
    parts.push(
      texts.yield({
        tried: figures.count(run.tried),
        passed: figures.count(run.generated),
        tokens: figures.count(run.tokens.input + run.tokens.output),
      }),
    );
    if (run.cost !== null) parts.push(texts.cost(figures.number(run.cost)));
  }
  return [texts.name, parts.join(separator)];
}
