/** What a report says of pairs of answers, in English. */
export const pairsEn = {
  title: 'The better of two answers',
  lead: (pairs: string, of: string) =>
    `${pairs === of ? `All ${of}` : `${pairs} of the ${of}`} test records hold a better answer and a worse one. The preference counts as learned where tuning made the better answer gain more than the worse one, each beside what the base model makes of it.`,
  result: (preferred: string, pairs: string, percent: string, range: string, confidence: string) =>
    `In ${preferred} of ${pairs} pairs the better answer gained more: ${percent} (${confidence} interval ${range}, exact).`,
  conclusion: {
    better: 'The tuned model has learned to prefer the better answer, which is unlikely to be chance.',
    worse: 'Tuning favoured the worse answer, which is unlikely to be chance.',
    open: 'That tuning favoured either answer may be chance.',
  },
  signTest: (p: string) => `Exact sign test against a half: ${p}.`,
  margin: (value: string) =>
    `On average its log-likelihood gained ${value} more (natural logarithm; 0: neither is favoured).`,
  better: 'better answer gained more',
  worse: 'worse answer gained more',
};
