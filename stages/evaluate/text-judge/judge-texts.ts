import { digestWords, squeeze } from '../../../datasets/fingerprint/content.ts';
import {
  type ShownPair,
  VERDICT_PROMPT,
  type VerdictQuestion,
  verdictQuestion,
} from '../../../datasets/prompts/verdict-question.ts';
import type { ChatReply } from '../../../pipeline/contracts/generation.ts';
import type { JudgeReport } from '../../../pipeline/contracts/judge.ts';
import type { Language, SystemId } from '../../../pipeline/contracts/names.ts';
import type { AnswerRecord } from '../answers/judge.ts';
import { type Asking, askAll } from '../asking/ask-all.ts';
import { controlPairs } from './controls.ts';
import { type BothOrders, controlsOf, tallyOf, type Verdict } from './tally.ts';

export interface TextsToJudge {
  readonly language: Language;
  readonly records: readonly AnswerRecord[];
  /** Each system's answers, aligned with the records; `tuned` is held against each of the others. */
  readonly systems: ReadonlyMap<SystemId, readonly string[]>;
}

export interface JudgeSettings {
  /** Name of the model at the endpoint. */
  readonly model: string;
  /** Records that are judged at most. */
  readonly records: number;
  readonly seed: number;
  readonly confidence: number;
}

/**
 * Has a text model say of each record which of two answers is better, the tuned model's or another's, in both orders; and
 * tries the judge itself with answers that are worth nothing.
 * Errors: those of the text model; the signal's reason.
 */
export async function judgeTexts(
  { language, records, systems }: TextsToJudge,
  settings: JudgeSettings,
  asking: Asking,
): Promise<JudgeReport> {
  const { inside } = asking.textModel.endpoint!;
  const { model, confidence } = settings;
  const places = drawn(records, settings);
  const asked: VerdictQuestion[] = [];
  /** Both orders of a pair; gives back where the first of the two questions stands. */
  const put = (at: number, candidate: string, reference: string): number => {
    const { text: question, truth } = records[at]!;
    const pair = { question, reference: truth, first: candidate, second: reference };
    for (const shown of [pair, swapped(pair)]) {
      asked.push(verdictQuestion(shown, { model, inside, language }));
    }
    return asked.length - 2;
  };
  const tuned = systems.get('tuned')!;
  const comparisons = (['base', 'production'] as const).flatMap((reference) => {
    const theirs = systems.get(reference);
    if (theirs === undefined) return [];
    const differing = places.filter((at) => squeeze(tuned[at]!) !== squeeze(theirs[at]!));
    const questions = differing.map((at) => put(at, tuned[at]!, theirs[at]!));
    return [{ reference, questions, identical: places.length - differing.length }];
  });
  const controls = controlPairs(language, places.length).map(({ at, worthless }) => {
    const place = places[at]!;
    return put(place, records[place]!.truth, worthless);
  });
  const replies = await askAll(
    'verdict',
    asked.map(({ request }) => request),
    asking,
  );
  const verdicts = replies.map((reply, at) => verdictOf(reply, asked[at]!));
  const orders = (first: number): BothOrders => [verdicts[first]!, verdicts[first + 1]!];
  return {
    model,
    inside,
    prompt: VERDICT_PROMPT.id,
    records: places.length,
    of: records.length,
    questions: asked.length,
    masked: asked.reduce((sum, { masked }) => sum + masked, 0),
    confidence,
    controls: controlsOf(controls.map(orders)),
    comparisons: comparisons.map(({ reference, questions, identical }) => ({
      candidate: 'tuned',
      reference,
      ...tallyOf(questions.map(orders), identical, confidence),
    })),
  };
}

/** Places of the records that are judged, in file order: all, or those with the lowest digests of seed and id. */
function drawn(records: readonly AnswerRecord[], { records: most, seed }: JudgeSettings): readonly number[] {
  const places = [...records.keys()];
  if (records.length <= most) return places;
  const digests = records.map(({ id }) => digestWords(`${seed} ${id}`)[0]!);
  return places
    .sort((a, b) => digests[a]! - digests[b]! || a - b)
    .slice(0, most)
    .sort((a, b) => a - b);
}

function swapped({ first, second, ...rest }: ShownPair): ShownPair {
  return { ...rest, first: second, second: first };
}

function verdictOf(reply: ChatReply, question: VerdictQuestion): Verdict {
  return reply.kind === 'lost' ? 'unanswered' : (question.read(reply.text) ?? 'unreadable');
}
