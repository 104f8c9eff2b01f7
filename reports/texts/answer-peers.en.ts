import type { AnswerTask } from '../../pipeline/contracts/names.ts';
import type { FloorSide } from './peer-texts.ts';

interface FloorFigures {
  /** Share of the records that the floor answers wholly right, of 100. */
  readonly right: string;
  readonly metric: string;
  readonly difference: string;
  readonly low: string;
  readonly high: string;
}

/** What the simplest thing that can be done is, for each task that has such a thing. */
const FLOORS: Readonly<Record<Exclude<AnswerTask, 'question_answering' | 'generation'>, string>> = {
  multi_label: 'A simple classifier, which needs no GPU,',
  extraction: 'Looking up the terms that training marked, which needs no model,',
  structured: 'Always filling in each field’s most frequent value',
};

/** What a report on written answers says of everything that answered, in English. */
export const answerPeersEn = {
  lead: (n: string, metric: string) =>
    `All of them answered the same ${n} records. The last two columns say by how much the tuned model’s ${metric} is ahead, and how likely so much is by chance alone.`,
  endpointGloss:
    'the text model of the service’s settings, asked with the same prompt; records without an answer count as wrong',
  linearGloss:
    'for each label a linear model on short runs of characters, learnt from the same records; the floor',
  floor: (task: keyof typeof FLOORS, side: FloorSide, f: FloorFigures) => {
    const floor = `${FLOORS[task]} gets about ${f.right} of every 100 wholly right.`;
    const figures = `${f.difference} points of ${f.metric} (${f.low} to ${f.high})`;
    if (side === 'better') return `${floor} The tuned model is better: ${figures}.`;
    return side === 'open'
      ? `${floor} That the tuned model is any better is not shown: ${figures}.`
      : `${floor} That is better than the tuned model: ${figures}.`;
  },
};
