import { hasHan } from '../../../../datasets/tasks/han.ts';
import type { MakeJudge } from '../judge.ts';
import { cmrcExactMatch, cmrcF1 } from '../metrics/cmrc.ts';
import { squadExactMatch, squadF1 } from '../metrics/squad.ts';

const F1 = 0;
const EXACT = 1;

/**
 * Short answers to questions. An expected answer with Chinese in it, or any answer of a Chinese task, is judged as CMRC
 * 2018 and DRCD are, by character and English word; the others as SQuAD 1.1 is. A blank answer is none.
 */
export const questionAnswering: MakeJudge = (_, { language }) => ({
  width: 2,
  judge: ({ truth }, answer) => {
    const chinese = language === 'zh-TW' || hasHan(truth);
    const counts = new Float64Array(2);
    counts[F1] = chinese ? cmrcF1(truth, answer) : squadF1(truth, answer);
    counts[EXACT] = Number(chinese ? cmrcExactMatch(truth, answer) : squadExactMatch(truth, answer));
    return { counts, score: counts[F1]!, readable: answer.trim() !== '' };
  },
  // A blank: nothing of it is right.
  wrong: () => new Float64Array(2),
  figures: (sum, n) => ({ f1: sum[F1]! / n, exact_match: sum[EXACT]! / n }),
  groups: () => [],
  readsTruth: (truth) => truth.trim() !== '',
});
