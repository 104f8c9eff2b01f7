import { digestWords } from '../../../datasets/fingerprint/content.ts';
import type { LabelledText } from '../../../datasets/linear/text-classifier.ts';
import type { BaseModel } from '../../../pipeline/contracts/base.ts';
import type { Language, Localized } from '../../../pipeline/contracts/names.ts';
import type { PromptTemplate, TaskDescription } from '../../../pipeline/contracts/record.ts';
import type { PipelineSpec } from '../../../pipeline/contracts/spec.ts';
import type { Decision } from '../../../pipeline/contracts/stage.ts';
import { counted, tokensBy } from './tokens.ts';

/** Examples that `auto` takes at most, and classes from which on it takes none; fewer where answers are written, which are longer. */
const MOST_EXAMPLES = 8;
const MOST_WRITTEN = 4;
const MOST_CLASSES = 16;
/** Share of what the base reads that examples may take: the record needs the rest. */
const SHARE_OF_CONTEXT = 0.5;
/** Tokens that `auto` adds over the whole test, read or written: some minutes of two cores with the smallest bases. */
const MOST_ADDED = 150_000;

/** What is told before the examples, and how one is written. */
const WORDING: Readonly<
  Record<Language, { readonly lead: string; readonly one: (text: string, label: string) => string }>
> = {
  'zh-TW': { lead: '以下是幾個範例：', one: (text, label) => `文字：${text}\n答案：${label}` },
  en: { lead: 'Here are some examples:', one: (text, label) => `Text: ${text}\nAnswer: ${label}` },
};

export interface FewShotQuestion {
  readonly setting: PipelineSpec['evaluate']['few_shot'];
  readonly training: readonly LabelledText[];
  readonly task: Pick<TaskDescription, 'kind' | 'language' | 'prompt' | 'answer_tokens'>;
  readonly base: Pick<BaseModel, 'id'>;
  /** Tokens that the base is given at most, answer included. */
  readonly maxLength: number;
  readonly testRecords: number;
}

/** The base's prompt with examples in it, or why there is none; and what `auto` became. */
export interface FewShotPlan {
  readonly prompt: PromptTemplate | null;
  readonly reason: Localized;
  readonly decision: Decision | null;
}

/** Decides whether the base is also asked with examples, and with which; a function of its arguments alone. */
export function planFewShot(question: FewShotQuestion): FewShotPlan {
  const { setting, training, task, base, maxLength, testRecords } = question;
  const chooses = task.kind === 'classification';
  const groupOf = chooses ? ({ label }: LabelledText) => label : () => '';
  const classes = new Set(training.map(groupOf)).size;
  const decided = (value: number, prompt: PromptTemplate | null, reason: Localized): FewShotPlan => ({
    prompt,
    reason,
    decision: setting === 'auto' ? { field: 'evaluate.few_shot', value, reason } : null,
  });
  if (setting === 0) return decided(0, null, REASONS.off());
  if (setting === 'auto' && classes > MOST_CLASSES) return decided(0, null, REASONS.classes(classes));
  const most = chooses ? MOST_EXAMPLES : MOST_WRITTEN;
  const each = setting === 'auto' ? Math.max(1, Math.floor(most / classes)) : setting;
  const tokensOf = tokensBy(base);
  const lengthOf = ({ text, label }: LabelledText) => tokensOf(chooses ? text : `${text}\n${label}`);
  const examples = chooseExamples(training, each, { lengthOf, groupOf });
  const prompt = withExamples(task, examples);
  const tokens = tokensOf(prompt.system!) - tokensOf(task.prompt.system ?? '');
  const room = Math.floor(SHARE_OF_CONTEXT * maxLength);
  if (tokens > room) return decided(0, null, REASONS.context(tokens, room));
  const added = (tokens + (task.answer_tokens ?? 0)) * testRecords;
  if (setting === 'auto' && added > MOST_ADDED) return decided(0, null, REASONS.cost(added));
  return decided(each, prompt, REASONS.on(examples.length, tokens));
}

/**
 * So many examples of each class (of all, where `groupOf` tells none apart), those whose length is nearest the class's median (ties by content), in rounds of one a
 * class: typical records, the same for the same training records in whatever order.
 */
export function chooseExamples(
  training: readonly LabelledText[],
  each: number,
  {
    lengthOf,
    groupOf,
  }: {
    readonly lengthOf: (text: LabelledText) => number;
    readonly groupOf: (text: LabelledText) => string;
  },
): LabelledText[] {
  const classes = new Map<string, LabelledText[]>();
  for (const one of training) {
    const own = classes.get(groupOf(one));
    if (own) own.push(one);
    else classes.set(groupOf(one), [one]);
  }
  const chosen = [...classes.keys()].sort().map((label) => {
    const members = classes
      .get(label)!
      .map((member) => ({ member, length: lengthOf(member), digest: digestWords(member.text)[0]! }));
    const lengths = members.map(({ length }) => length).sort((a, b) => a - b);
    const median = lengths[Math.floor((lengths.length - 1) / 2)]!;
    return members
      .sort(
        (a, b) =>
          Math.abs(a.length - median) - Math.abs(b.length - median) ||
          a.digest - b.digest ||
          (a.member.text < b.member.text ? -1 : 1),
      )
      .slice(0, each)
      .map(({ member }) => member);
  });
  return Array.from({ length: each }, (_, round) => chosen.flatMap((own) => own[round] ?? [])).flat();
}

function withExamples(
  { language, prompt }: FewShotQuestion['task'],
  examples: readonly LabelledText[],
): PromptTemplate {
  const { lead, one } = WORDING[language];
  const told = [lead, ...examples.map(({ text, label }) => one(text, label))].join('\n\n');
  const system = prompt.system === null ? told : `${prompt.system}\n\n${told}`;
  const digest = digestWords(system)[0]!.toString(16).padStart(8, '0');
  return { id: `${prompt.id}.few_shot.${digest}`, system, user: prompt.user };
}

const REASONS = {
  off: (): Localized => ({
    'zh-TW': '設定為不附範例。',
    en: 'Switched off in the settings.',
  }),
  classes: (classes: number): Localized => ({
    'zh-TW': `共有 ${classes} 類，超過 ${MOST_CLASSES} 類時，每類附一則範例會使提示太長。`,
    en: `There are ${classes} classes; with more than ${MOST_CLASSES} one example of each makes the prompt too long.`,
  }),
  context: (tokens: number, room: number): Localized => ({
    'zh-TW': `範例約需 ${counted(tokens)} 個詞元，超過原模型可讀長度的一半（${counted(room)}）。`,
    en: `The examples need about ${counted(tokens)} tokens, more than half of what the base reads (${counted(room)}).`,
  }),
  cost: (added: number): Localized => ({
    'zh-TW': `範例會使整份測試多讀寫約 ${counted(added)} 個詞元，超過自動設定的上限 ${counted(MOST_ADDED)}；需要時可自行設定範例數。`,
    en: `Asking with examples would take about ${counted(added)} tokens more over the whole test, read and written, more than the ${counted(MOST_ADDED)} that auto spends; set a number of examples to have them anyway.`,
  }),
  on: (examples: number, tokens: number): Localized => ({
    'zh-TW': `附 ${examples} 則長度居中的訓練記錄作為範例，每次提問約多 ${counted(tokens)} 個詞元。`,
    en: `${examples} training records of middling length are given as examples, about ${counted(tokens)} tokens more each time.`,
  }),
};
