import type { AnswerTask } from '../../../../pipeline/contracts/names.ts';
import { pipelineSpecSchema } from '../../../../pipeline/contracts/spec.ts';
import { TASKS } from '../../../../pipeline/contracts/tasks.ts';
import { answerSlices } from '../../../../stages/evaluate/answers/answer-slices.ts';
import { judgeAnswers } from '../../../../stages/evaluate/answers/judge-answers.ts';
import { Random } from '../../../../stages/evaluate/statistics/random.ts';
import { atOnce } from '../evaluate/at-once.ts';

const { margin } = pipelineSpecSchema.parse({}).gate.not_worse_than_production;

/** What one world came to: the share of test sets that passed. */
export interface AnswerRate {
  readonly world: string;
  readonly pass: number;
  /** The share that the bootstrap interval's own lower end would have passed; only where production is compared with. */
  readonly passByInterval: number | null;
}

/** One world's rate for people. */
export function answerRateLine({ world, pass, passByInterval }: AnswerRate): string {
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
  const plain = passByInterval === null ? '' : ` (plain interval: ${percent(passByInterval)})`;
  return `      ${world}: PASS ${percent(pass)}${plain}`;
}

export interface Effort {
  readonly sets: number;
  readonly draws: number;
}

/** One simulated record: the expected answer, and what tuned model and production say. */
interface Drawn {
  readonly truth: string;
  readonly tuned: string;
  readonly production: string;
}

interface World {
  readonly name: string;
  readonly task: AnswerTask;
  readonly n: number;
  /** Labels or fields that there are. */
  readonly labels: readonly string[];
  draw(random: Random): Drawn;
}

/**
 * Test sets on which the tuned model's true figure lies just the margin below production's: how often the cautious bound of
 * the difference passes it all the same, and the bootstrap interval's own end.
 */
export function wrongNonInferiorityOfAnswers(effort: Effort): AnswerRate[] {
  return WORLDS.map((world) => {
    let [pass, passByInterval] = [0, 0];
    for (let set = 0; set < effort.sets; set++) {
      const { judged } = judgedSet(world, effort, set);
      const { cautious_low: low, interval } = judged.comparisons[0]!;
      if (low >= -margin) pass += 1;
      if (interval[0] >= -margin) passByInterval += 1;
    }
    return rateOf(world, effort, pass, passByInterval);
  });
}

/** The same of two parts, in one of which it loses the margin while in the other both are alike: how often both parts pass. */
export function wrongNonInferiorityInParts(effort: Effort): AnswerRate[] {
  return WORLDS.map((world) => {
    let [pass, passByInterval] = [0, 0];
    for (let set = 0; set < effort.sets; set++) {
      const { judged, drawn } = judgedSet({ ...world, n: 2 * world.n }, effort, set, true);
      const slices = [{ by: 'part', values: drawn.map((_, at) => (at % 2 === 0 ? 'lost' : 'alike')) }];
      const { judge, extremes } = judged;
      const [compared] = atOnce(
        answerSlices(
          slices,
          {
            judge,
            extremes,
            metric: TASKS[world.task].primary,
            tuned: judged.judged.get('tuned')!,
            production: judged.judged.get('production')!,
          },
          configOf(effort, set),
        ),
      );
      if (compared!.parts.every((part) => part.cautious_low >= -margin)) pass += 1;
      if (compared!.parts.every((part) => part.interval[0] >= -margin)) passByInterval += 1;
    }
    return rateOf(world, effort, pass, passByInterval);
  });
}

/** Two systems that are equally good: how often the exchange test says that the tuned one is better, p < 0.05. */
export function falsePassesOfAnswers(effort: Effort): AnswerRate[] {
  return WORLDS.map((world) => {
    let pass = 0;
    const fair: World = {
      ...world,
      draw: (random) => {
        const one = world.draw(random);
        const swaps = random.uniform() < 0.5;
        return swaps ? { ...one, tuned: one.production, production: one.tuned } : one;
      },
    };
    for (let set = 0; set < effort.sets; set++) {
      const { difference, p } = judgedSet(fair, effort, set).judged.comparisons[0]!;
      if (difference > 0 && p < 0.05) pass += 1;
    }
    return rateOf(world, effort, pass, null);
  });
}

const configOf = ({ draws }: Effort, seed: number) => ({ draws, confidence: 0.95, seed });

function judgedSet(world: World, effort: Effort, set: number, alikeAtOdd = false) {
  const random = Random.of(set + 1, `world ${world.name}`);
  const drawn = Array.from({ length: world.n }, (_, at): Drawn => {
    const one = world.draw(random);
    return alikeAtOdd && at % 2 === 1 ? { ...one, tuned: one.production } : one;
  });
  const judged = atOnce(
    judgeAnswers(
      {
        task: world.task,
        facts: { language: 'zh-TW', labels: world.labels },
        records: drawn.map(({ truth }, at) => ({ id: `${at}`, text: '', truth })),
        systems: new Map([
          ['tuned', drawn.map(({ tuned }) => tuned)],
          ['production', drawn.map(({ production }) => production)],
        ]),
        pairs: [{ candidate: 'tuned', reference: 'production' }],
      },
      configOf(effort, set),
    ),
  );
  return { judged, drawn };
}

function rateOf(
  { name, n }: World,
  { sets }: Effort,
  pass: number,
  passByInterval: number | null,
): AnswerRate {
  return {
    world: `${name}, ${n} records`,
    pass: pass / sets,
    passByInterval: passByInterval === null ? null : passByInterval / sets,
  };
}

/** A question that production answers with `right`; the tuned model loses `margin` + `also` and wins `also`. */
function question(n: number, right: number, also: number): World {
  return {
    name: `questions, ${right} right, ${also} exchanged`,
    task: 'question_answering',
    n,
    labels: [],
    draw: (random) => {
      const place = random.uniform();
      const [yes, no] = ['是', '否'];
      if (place < margin + also) return { truth: yes, tuned: no, production: yes };
      if (place < margin + 2 * also) return { truth: yes, tuned: yes, production: no };
      const both = random.uniform() < right ? yes : no;
      return { truth: yes, tuned: both, production: both };
    },
  };
}

const LABELS = ['一', '二', '三', '四', '五'];
/** Each label half as frequent as the one before. */
function rareLabel(random: Random): string {
  let place = random.uniform() * (2 ** LABELS.length - 1);
  for (const [at, label] of LABELS.entries()) {
    place -= 2 ** (LABELS.length - 1 - at);
    if (place < 0) return label;
  }
  return LABELS.at(-1)!;
}

/** Production is always right; the tuned model misses the rarest label so often that the mean of the labels' F1 falls by the margin. */
function labels(n: number): World {
  const loss = margin * LABELS.length;
  // F1 = 2(1 − q) / (2 − q) = 1 − loss
  const missed = (2 * loss) / (1 + loss);
  const rarest = LABELS.at(-1)!;
  return {
    name: 'labels, the rarest lost',
    task: 'multi_label',
    n,
    labels: LABELS,
    draw: (random) => {
      const own = [...new Set([rareLabel(random), ...(random.uniform() < 0.3 ? [rareLabel(random)] : [])])];
      const kept = own.filter((label) => label !== rarest || random.uniform() >= missed);
      const truth = JSON.stringify(own);
      return { truth, tuned: JSON.stringify(kept), production: truth };
    },
  };
}

/** Four fields, one of which a tenth of the records have: there the tuned model gives a wrong value. */
function fields(n: number): World {
  const names = ['甲', '乙', '丙'];
  const wrong = margin * (names.length + 1);
  return {
    name: 'fields, the rarest lost',
    task: 'structured',
    n,
    labels: [],
    draw: (random) => {
      const own: Record<string, number> = Object.fromEntries(names.map((name) => [name, 1]));
      const has = random.uniform() < 0.1;
      const truth = JSON.stringify(has ? { ...own, 少: 1 } : own);
      const tuned = JSON.stringify(has ? { ...own, 少: random.uniform() < wrong ? 2 : 1 } : own);
      return { truth, tuned, production: truth };
    },
  };
}

const WORLDS: readonly World[] = [
  question(30, 1, 0),
  question(100, 0.9, 0),
  question(100, 0.6, 0.05),
  question(300, 0.8, 0.1),
  labels(100),
  labels(300),
  fields(100),
  fields(300),
];
