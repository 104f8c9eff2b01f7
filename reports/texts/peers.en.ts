import type { PeerTexts } from './peer-texts.ts';
import { phrase } from './phrase.ts';

export const peersEn: PeerTexts = {
  title: 'Everything that answered these records',
  lead: (n) =>
    `All of them answered the same ${n} records. The last two columns say by how much the tuned model’s F1 is ahead, and how likely so much is by chance alone.`,
  system: 'System',
  lead_over: 'Tuned is ahead by',
  p: 'By chance',
  names: {
    few_shot: { name: 'Base with examples', gloss: 'a few training records in its prompt, nothing trained' },
    endpoint: {
      name: 'Model at the endpoint',
      gloss:
        'the text model of the service’s settings, asked for one of the classes; answers that name none count as wrong',
    },
    frozen: {
      name: 'Features of the untrained base',
      gloss:
        'a linear model on what the base makes of a text, learnt from the same records; no server offers it',
    },
    linear: {
      name: 'Simple classifier',
      gloss: 'a linear model on short runs of characters, learnt from the same records; the floor',
    },
    majority: { name: 'Most frequent class', gloss: 'always the same answer' },
    dictionary: {
      name: 'List of terms',
      gloss: 'looks up the terms that training marked, without a model; the floor',
    },
    usual_values: {
      name: 'Usual values',
      gloss: 'always each field’s most frequent value in training; the floor',
    },
  },
  itself: '–',
  leftOut: (name, reason) => `${name} was not asked. ${reason}`,
  floor: {
    better: (right, difference, low, high) =>
      `A simple classifier, which needs no GPU, gets about ${right} of every 100 right. The tuned model is better: ${difference} points of F1 (${low} to ${high}).`,
    open: (right, difference, low, high) =>
      `A simple classifier, which needs no GPU, gets about ${right} of every 100 right. That the tuned model is any better is not shown: ${difference} points of F1 (${low} to ${high}).`,
    worse: (right, difference, low, high) =>
      `A simple classifier, which needs no GPU, gets about ${right} of every 100 right and so does better than the tuned model (${difference} points of F1, ${low} to ${high}).`,
  },
  adviceTitle: {
    open: 'A simple classifier may do as well',
    worse: 'A simple classifier does better',
  },
  adviceEvidence: ({ floor, tuned, difference, low, high, p }) =>
    phrase`F1 of a linear classifier on characters, learnt from the same records, is ${floor}, of the tuned model ${tuned}: a lead of ${difference} points (${low} to ${high}; ${p}).`,
  adviceAction:
    'Ask whether a language model is worth its cost here: such a classifier answers in a thousandth of a second without a GPU. If the task needs one, follow the other advice first: records of rare classes and right labels help it most.',
};
