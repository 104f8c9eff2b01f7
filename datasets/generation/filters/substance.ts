import { squeeze } from '../../fingerprint/content.ts';

/** Letters and digits that a text needs to say anything. */
const LEAST = 4;
const CONTENT = /[\p{L}\p{N}]/gu;

/**
 * Openings of a reasoning that does not follow. Judges give them good marks although they say nothing (Y. Zhao et al., "One Token
 * to Fool LLM-as-a-Judge", 2025, arXiv 2507.08794), so they never come before one. Without space, case and punctuation.
 */
const OPENINGS: ReadonlySet<string> = new Set(
  [
    ...['Thought process', 'Thinking process', 'My thinking', 'Reasoning', 'Reasoning process', 'Analysis'],
    ...['Solution', 'Answer', 'Final answer', 'The answer is', 'Result', 'Output', 'Explanation', 'Response'],
    ...["Let's solve this problem step by step", "Let's think step by step", 'Step by step', 'Step 1'],
    ...['Here is the answer', 'Here is the text', 'Sure', 'Certainly', 'Of course', 'Text', 'Score', 'JSON'],
    ...['解', '解答', '答案', '回答', '思考過程', '思路', '推理過程', '分析', '分析如下', '說明如下', '結果'],
    ...[
      '讓我們一步一步思考',
      '讓我們逐步解決這個問題',
      '讓我們一步一步解決這個問題',
      '一步一步來',
      '以下是答案',
      '以下是結果',
      '好的',
      '當然',
    ],
    ...['かいせつ', 'Respuesta', 'Lösung', 'Réponse', 'Ответ'],
  ].map(core),
);

/** Whether a text that a model wrote says anything at all. */
export function hasSubstance(text: string): boolean {
  const words = text.trim();
  if ((words.match(CONTENT)?.length ?? 0) < LEAST) return false;
  // What only announces something: one line that ends with a colon.
  if (!words.includes('\n') && /[:：]$/.test(words)) return false;
  return words.split('\n').some((line) => core(line) !== '' && !isOpening(core(line)));
}

/** One opening, or the same one over and over. */
function isOpening(line: string): boolean {
  if (OPENINGS.has(line)) return true;
  return [...OPENINGS].some(
    (opening) => line.length % opening.length === 0 && line === repeated(opening, line),
  );
}

function repeated(opening: string, line: string): string {
  return opening.repeat(line.length / opening.length);
}

function core(text: string): string {
  return squeeze(
    text
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[\p{P}\p{S}\s]/gu, ''),
  );
}

/**
 * Whether a text speaks to whoever judges it: asks for marks, or holds a judge's answer. It gets the worst mark without being
 * shown to a judge, who could do as it says.
 */
export function addressesJudge(text: string): boolean {
  const folded = text.normalize('NFKC');
  return JUDGED.some((pattern) => pattern.test(folded));
}

const JUDGED: readonly RegExp[] = [
  /["'“”]score["'“”]\s*:/i,
  /\b(?:give|rate|score|grade|mark|award|assign|output|answer|reply)\b[^.!?\n]{0,60}\b(?:score|rating|grade|marks?)\b/i,
  /\bscore\b[^.!?\n]{0,30}\b(?:5|five|highest|maximum|full|perfect)\b/i,
  /\b(?:ignore|disregard|forget)\b[^.!?\n]{0,60}\b(?:instructions?|rubric|above|previous|prompt)\b/i,
  /\b(?:grader|evaluator|judge|reviewer)s?\s*[:,]/i,
  /(?:給|打|評|請評為)[^。！？\n]{0,12}(?:滿分|高分|[5五]\s*分)/,
  /(?:忽略|無視|不要理會)[^。！？\n]{0,20}(?:指示|指令|標準|規則|上述|以上|先前)/,
  /評分(?:標準|者|員|結果)?\s*[：:]/,
];
