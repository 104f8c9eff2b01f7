/** Words that only reports on written answers use, or use in their own sense. */
export const answerGlossaryEn = {
  precision: {
    term: 'Precision',
    meaning: 'Of the items given, the share that is right. Low: it gives too many, or wrong ones.',
  },
  recall: {
    term: 'Recall',
    meaning: 'Of the items wanted, the share that was given. Low: it leaves things out.',
  },
  f1: {
    term: 'F1',
    meaning:
      'The harmonic mean of precision and recall; high only if both are high. Of questions: how far an answer and the expected one share their words or characters.',
  },
  exactMatch: {
    term: 'Exact match',
    meaning: 'Counts only where the answer is the expected one, but for punctuation and capitals.',
  },
  macro: {
    term: 'Macro and micro',
    meaning:
      'Macro: worked out for each part first, then averaged, so that every part counts the same. Micro: over all items together, so that frequent ones weigh more.',
  },
  overlap: {
    term: 'Overlap',
    meaning:
      'An item counts as found where the type is right and the texts overlap: tells wrong places from inexact ends.',
  },
  json: {
    term: 'JSON',
    meaning:
      'A fixed way of writing that programs read field by field; where it is broken they can read none of them.',
  },
  chrf: {
    term: 'chrF++',
    meaning:
      'How alike two texts are, by the sequences of characters and words they share; 100% is the same text. It measures likeness, not truth.',
  },
  rouge: {
    term: 'ROUGE',
    meaning:
      'What answer and expected text share: single words (Chinese: characters), pairs of them, and the longest common order.',
  },
  unreadable: {
    term: 'Unreadable',
    meaning:
      'The answer is not in the form of the task, for example no JSON where JSON was due; it counts as wrong in every figure.',
  },
};
