import type { AdviceTexts } from './advice-texts.ts';
import { type Phrase, phrase } from './phrase.ts';

const joined = (items: readonly Phrase[], separator = '; '): Phrase =>
  items.flatMap((item, at) => (at === 0 ? item : [separator, ...item]));

export const adviceEn: AdviceTexts = {
  lead: 'Each item follows directly from the figures in this report; what matters most comes first.',
  none: 'Nothing in the figures clearly asks for improvement.',
  evidence: 'Evidence',
  action: 'What to do',
  items: {
    unseen_labels: ({ labels, records }, { figures, label }) => ({
      title: 'Training lacks some labels',
      evidence: phrase`${joined(
        labels.map((name) => phrase`“${label(name)}”`),
        ', ',
      )}: in the test but never seen in training; ${figures.count(records)} test records are affected.`,
      action:
        'Add training records with these labels. If they are only spelt differently (full-width, spaces, short forms), spell them alike.',
    }),
    few_examples: ({ classes, enough }, { figures, label }) => ({
      title: 'Add data to classes with few examples',
      evidence: phrase`${joined(
        classes.map(
          ({ label: name, train, f1 }) =>
            phrase`“${label(name)}” has ${figures.count(train)} training records, F1 ${figures.percent(f1)}`,
        ),
      )}.`,
      action: `Bring every class to ${figures.count(enough)} records at least, better to as many as the others; real cases are best.`,
    }),
    confused_classes: ({ pairs }, { figures, label }) => ({
      title: 'Tell easily confused classes apart',
      evidence: phrase`${joined(
        pairs.map(
          ({ truth, answer, count, support }) =>
            phrase`${figures.count(count)} of ${figures.count(support)} records of “${label(truth)}” were answered “${label(answer)}”`,
        ),
      )}.`,
      action:
        'Look at the wrong examples below. If people cannot tell them apart either, draw the line between the classes and label again; if the line is clear, add cases from close to it.',
    }),
    lost_classes: ({ classes }, { figures, label }) => ({
      title: 'Some classes became worse by tuning',
      evidence: phrase`${joined(
        classes.map(
          ({ label: name, base, tuned }) =>
            phrase`F1 of “${label(name)}” fell from ${figures.percent(base)} to ${figures.percent(tuned)}`,
        ),
      )}.`,
      action: 'Check these classes for wrong labels and for too few examples, then train again.',
    }),
    contradicting_labels: ({ records, input }, { figures }) => ({
      title: 'Settle contradicting labels',
      evidence: phrase`Of ${figures.count(input)} records, ${figures.count(records)} have the same text as another one but a different label.`,
      action: 'Decide for each which label is right; no model can learn both answers.',
    }),
    small_test: ({ n, halfWidth, aim, needed }, { figures }) => ({
      title: 'The test is small, so the figures are not yet precise',
      evidence: phrase`With ${figures.count(n)} test records, accuracy is known to about ±${figures.points(halfWidth).slice(1)} points.`,
      action: `To know it to ±${figures.points(aim, 0).slice(1)} points takes about ${figures.count(needed)} test records.`,
    }),
    truncated_records: ({ records, share }, { figures }) => ({
      title: 'Some records were cut short',
      evidence: phrase`${figures.count(records)} training records (${figures.percent(share)}) exceed the length limit; their end was not read.`,
      action: 'Raise train.max_length, or keep only the passages that matter before uploading.',
    }),
    rising_validation: ({ best, last, bestEpoch }, { figures }) => ({
      title: 'Late in training it began to learn by heart',
      evidence: phrase`Validation loss fell to ${figures.number(best)} in epoch ${figures.number(bestEpoch)} and rose to ${figures.number(last)} afterwards.`,
      action: 'Train for fewer epochs (train.epochs), or add more varied examples.',
    }),
  },
};
