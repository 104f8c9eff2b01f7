import { decimal } from '../format/decimal.ts';
import type { AdviceTexts } from './advice-texts.ts';
import { answerAdviceEn } from './answer-advice.en.ts';
import { detailEn } from './detail.en.ts';
import { peersEn } from './peers.en.ts';
import { type Phrase, phrase } from './phrase.ts';

const nameOf = (by: string): string =>
  Object.hasOwn(detailEn.slices.by, by) ? detailEn.slices.by[by as keyof typeof detailEn.slices.by] : by;

const joined = (items: readonly Phrase[], separator = '; '): Phrase =>
  items.flatMap((item, at) => (at === 0 ? item : [separator, ...item]));

export const adviceEn: AdviceTexts = {
  lead: 'Each item follows directly from the figures in this report; what could gain most comes first.',
  none: 'Nothing in the figures clearly asks for improvement.',
  evidence: 'Evidence',
  action: 'What to do',
  effect: 'Effect',
  gain: (gain, figures) => {
    if (gain === null) return 'Better answers; how much cannot be told beforehand.';
    if (gain === 0) return 'The answers stay as they are; the figures become surer.';
    return `At most ${figures.points(gain).slice(1)} points more accuracy.`;
  },
  effort: 'Effort',
  efforts: {
    practice: 'Small: a rule for daily work; nothing is trained again.',
    setting: 'Small: one setting, and another run.',
    review: 'Medium: somebody who knows the subject looks at the records named.',
    collect: 'Large: more records have to be found and labelled.',
  },
  items: {
    ...answerAdviceEn,
    floor_as_good: ({ side, floor, tuned, difference, interval, p }, { figures }) => ({
      title: peersEn.adviceTitle[side],
      evidence: peersEn.adviceEvidence({
        floor: figures.percent(floor),
        tuned: figures.percent(tuned),
        difference: figures.points(difference),
        low: figures.points(interval[0]),
        high: figures.points(interval[1]),
        p: figures.p(p),
      }),
      action: peersEn.adviceAction,
    }),
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
    unbalanced: ({ largest, smallest }, { figures, label }) => ({
      title: 'The classes are of very different size',
      evidence: phrase`“${label(largest.label)}” has ${figures.count(largest.train)} training records, “${label(smallest.label)}” ${figures.count(smallest.train)} (F1 ${figures.percent(smallest.f1)}).`,
      action:
        'Add records to the small classes; generate can write new wordings of those there are (generate.method: rare_classes). Or join classes that are handled alike.',
    }),
    likely_wrong_labels: ({ records, input, first }, { figures, outside }) => ({
      title: 'Have labels looked at that are likely wrong',
      evidence: phrase`${figures.count(records)} of ${figures.count(input)} records have a label that the other records speak against: ${joined(
        first.map(({ record, evidence }) => phrase`${outside(record)} (${outside(evidence)})`),
      )}${records > first.length ? ' …' : ''}.`,
      action:
        'Go through them in findings.en.csv (rule label_noise) and put the right label into your file, or decide with touchstone dataset decide. None was changed or taken out.',
    }),
    repeated_records: ({ records, input, ofTest }, { figures }) => ({
      title: 'The upload repeats itself',
      evidence: phrase`${figures.count(records)} of ${figures.count(input)} records are copies or near copies${
        ofTest > 0 ? `, ${figures.count(ofTest)} of them of test records` : ''
      }; they were kept out of training.`,
      action:
        'Find out where the copies come from; records of the test must not be handed in for training, or nobody can tell what was learnt.',
    }),
    still_falling: ({ before, last, epochs, rank }, { figures }) => ({
      title: 'Training ended while it was still getting better',
      evidence: phrase`Validation loss was ${figures.number(before)}, then ${figures.number(last)} when training ended after ${figures.number(epochs)} ${epochs === 1 ? 'epoch' : 'epochs'}.`,
      action: `Train longer (train.epochs)${rank === null ? '' : `; if that does not help, give the adapter more room (train.rank, now ${figures.number(rank)})`}.`,
    }),
    more_records: ({ half, all, fall, records }, { figures }) => ({
      title: 'More records would likely help',
      evidence: phrase`Trained on half of the records the validation loss is ${half.toFixed(3)}, on all ${figures.count(records)} it is ${all.toFixed(3)}: ${figures.percent(fall)} lower.`,
      action: 'Collect and label more records like these, first of the classes that are often mistaken.',
    }),
    hardly_learned: ({ first, last, rate }, { figures }) => ({
      title: 'The model hardly learned',
      evidence: phrase`Training loss was ${figures.number(first)} in the first third of training and ${figures.number(last)} in the last.`,
      action: `Check first that the labels fit the texts. If they do, raise the learning rate (train.learning_rate${rate === null ? '' : `, now ${rate}`}) two- to threefold, or choose a larger base model.`,
    }),
    unsteady_training: ({ first, lowest, peak, epoch, rate }, { figures }) => ({
      title: 'Training lost again what it had learnt',
      evidence: phrase`Training loss began at ${figures.number(first)}, fell to ${figures.number(lowest)}, and jumped to ${figures.number(peak)} in epoch ${figures.number(epoch)}.`,
      action: `Lower the learning rate (train.learning_rate${rate === null ? '' : `, now ${rate}`}) to a half or a third.`,
    }),
    rank_too_small: ({ train, validation, rank }, { figures }) => ({
      title: 'The adapter may be too small for this task',
      evidence: phrase`Training came to a stand: the loss is ${figures.number(train)} on the records it learnt from and ${figures.number(validation)} on others, so it does not know its own records either.`,
      action: `Give the adapter more room: double its rank (train.rank, now ${figures.number(rank)}, next ${figures.number(2 * rank)}). The server that will load it has to allow that rank. If that does not help, choose a larger base model.`,
    }),
    rank_too_large: ({ train, validation, rank }, { figures }) => ({
      title: 'The adapter may be too large for so few records',
      evidence: phrase`At its best point the loss is ${figures.number(train)} on the records it learnt from, and ${figures.number(validation)} on others: it keeps the former by heart.`,
      action: `Halve the rank (train.rank, now ${figures.number(rank)}, next ${figures.number(Math.floor(rank / 2))}), or add more varied records; then compare.`,
    }),
    rising_validation: ({ best, last, bestEpoch }, { figures }) => ({
      title: 'Late in training it began to learn by heart',
      evidence: phrase`Validation loss fell to ${figures.number(best)} in epoch ${figures.number(bestEpoch)} and rose to ${figures.number(last)} afterwards.`,
      action: 'Train for fewer epochs (train.epochs), or add more varied examples.',
    }),
    hand_over: ({ threshold, coverage, accuracy, overall }, { figures }) => ({
      title: 'Let it answer what it is sure of, and send the rest to a person',
      evidence: phrase`Answers with a confidence of ${decimal(threshold)} or more are ${figures.percent(coverage)} of all, and ${figures.percent(accuracy)} of them are right; of all answers it is ${figures.percent(overall)}.`,
      action: 'Make that confidence the threshold in daily work, and look again when cases change.',
      effect: `Of the answers that no person looks at, about ${figures.percent(1 - accuracy)} are wrong instead of ${figures.percent(1 - overall)}.`,
    }),
    weak_calibration: ({ error, confidence, accuracy }, { figures }) => ({
      title: 'Do not take its confidence at its word',
      evidence: phrase`Confidence and accuracy lie ${figures.points(error).slice(1)} points apart on average: it is ${figures.percent(confidence)} sure and ${figures.percent(accuracy)} right.`,
      action:
        'Go by the thresholds of this report, which were measured, and show people no percentages of the model.',
    }),
    slices_left_behind: ({ slices }, { figures, outside }) => ({
      title: 'Some records are served worse than the others',
      evidence: phrase`${joined(
        slices.map(
          ({ by, value, n, accuracy, gap }) =>
            phrase`${outside(nameOf(by))} ${outside(value)}: ${figures.percent(accuracy)} of ${figures.count(n)} right, ${figures.points(gap)} points`,
        ),
      )}.`,
      action:
        'Add training records of this kind, and let a person check these answers until it is as good on them.',
    }),
    changed_by_swap: ({ kinds }, { figures }) => ({
      title: 'Find out why a name, gender or origin changes the answer',
      evidence: phrase`${joined(
        kinds.map(
          ({ kind, changed, n }) =>
            phrase`${detailEn.bias.kinds[kind]}: ${figures.count(changed)} of ${figures.count(n)} answers changed`,
        ),
      )}.`,
      action:
        'Look at the examples. Where the law does not call for it, add records in which the same case carries the other name or gender with the same label.',
    }),
  },
};
