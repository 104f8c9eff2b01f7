import type { AnswerTask } from '../../pipeline/contracts/names.ts';
import type { AnswerTaskTexts, OfHundred } from './answer-task-texts.ts';

/** "Of 100 questions about 71 are answered right; the base model: 12." */
function sentences(noun: string, verb: string) {
  return {
    perHundred: ({ tuned, base, production }: OfHundred) =>
      `Of 100 ${noun} about ${tuned} ${verb}; with the base model ${base ?? '–'}${production === null ? '' : `, with the version now in production ${production}`}.`,
    ofFile: ({ tuned, base }: OfHundred, n: string) =>
      `Of 100 ${noun} about ${tuned} ${verb}${base === null ? '' : `; in the baseline ${base}`} (${n} test records).`,
  };
}

const GRADES: AnswerTaskTexts['grades'] = {
  whole: 'wholly right',
  most: 'mostly right',
  some: 'right in part',
  none: 'all or nearly all wrong',
  unreadable: 'unreadable (counts as wrong)',
};

/** How each task speaks of its answers, in English. */
export const answerTasksEn: Readonly<Record<AnswerTask, AnswerTaskTexts>> = {
  question_answering: {
    ...sentences('questions', 'are answered right'),
    remaining: (wrong) =>
      `About ${wrong} of 100 are still answered wrongly or only in part: somebody has to check answers against the text.`,
    pictureTitle: 'Questions answered right, of 100',
    right: (count) => `${count} answered right`,
    legendRight: 'answered right',
    legendWrong: 'wrong or incomplete',
    grades: GRADES,
  },
  multi_label: {
    ...sentences('texts', 'get exactly the right labels'),
    remaining: (wrong) =>
      `About ${wrong} of 100 still get a label too many, too few or a wrong one: somebody has to review them.`,
    pictureTitle: 'Texts with exactly the right labels, of 100',
    right: (count) => `${count} all right`,
    legendRight: 'all labels right',
    legendWrong: 'too many, too few or wrong',
    grades: GRADES,
  },
  extraction: {
    ...sentences('texts', 'have all their items found, and no others'),
    remaining: (wrong) =>
      `In about ${wrong} of 100 something is still missed, wrong or too many: somebody has to review them.`,
    pictureTitle: 'Texts with everything found, of 100',
    right: (count) => `${count} all right`,
    legendRight: 'everything found',
    legendWrong: 'missed, wrong or too many',
    grades: GRADES,
  },
  structured: {
    ...sentences('texts', 'have every field right'),
    remaining: (wrong) =>
      `In about ${wrong} of 100 at least one field is still wrong: somebody has to review them.`,
    pictureTitle: 'Texts with every field right, of 100',
    right: (count) => `${count} all right`,
    legendRight: 'every field right',
    legendWrong: 'at least one field wrong',
    grades: GRADES,
  },
  generation: {
    perHundred: ({ tuned, production }) =>
      `Of 100 texts about ${tuned} come closer to the expected one than the base model’s${production === null ? '' : `, and about ${production} closer than those of the version now in production`}.`,
    ofFile: ({ tuned }, n) =>
      `Of 100 texts about ${tuned} come closer to the expected one than the baseline’s (${n} test records).`,
    remaining: () =>
      'The figures say how alike the texts are to the expected ones, not whether what they say is true: somebody has to read them before use.',
    pictureTitle: 'Texts closer to the expected one, of 100',
    right: (count) => `${count} closer`,
    legendRight: 'closer',
    legendWrong: 'alike or farther',
    grades: {
      whole: 'the expected text itself',
      most: 'close',
      some: 'somewhat close',
      none: 'next to nothing shared',
      unreadable: 'blank (lowest mark)',
    },
  },
};
