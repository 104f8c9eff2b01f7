import type { JudgeReport } from '../../pipeline/contracts/judge.ts';
import type { AnswerReader } from '../answers/answer-reader.ts';
import { plain, table } from '../format/markdown.ts';

const KINDS = [
  ['better', 'candidate_better'],
  ['ties', 'ties'],
  ['identical', 'identical'],
  ['worse', 'reference_better'],
  ['contradictory', 'contradictory'],
  ['failed', 'failed'],
] as const;

/** For `summary.md`: what a text model says of the generated texts; nothing where none was asked. */
export function judgeLines(judge: JudgeReport | undefined, reader: AnswerReader): string[] {
  if (judge === undefined) return [];
  const { figures, texts: all } = reader;
  const texts = reader.answers.judge;
  const { tried, held } = judge.controls;
  return [
    plain(texts.lead(judge.model, figures.count(judge.records), figures.count(judge.of))),
    table(
      [
        texts.verdict,
        ...judge.comparisons.map(({ reference }) => texts.against(all.systemsInText[reference])),
      ],
      KINDS.map(([kind, field]) => [
        texts.kinds[kind],
        ...judge.comparisons.map((comparison) => figures.count(comparison[field])),
      ]),
    ),
    texts.controls(figures.count(tried), figures.count(held)),
  ];
}
