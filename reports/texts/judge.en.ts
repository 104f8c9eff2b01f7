/** What a report says of a text model that judged generated texts, in English. */
export const judgeEn = {
  title: 'What a judge says',
  lead: (model: string, records: string, all: string) =>
    `The text model ${model} was shown question, expected answer and two answers for ${records === all ? `all ${all} records` : `${records} of the ${all} records, drawn at random`}, each pair twice with the answers exchanged. A verdict counts only where both agree.`,
  against: (other: string) => `Against ${other}`,
  decided: (better: string, other: string, worse: string) =>
    `In ${better} records the tuned model’s answer is the better one, in ${worse} that of ${other}.`,
  preferred: (percent: string, range: string, confidence: string) =>
    `Of the records that were decided ${percent} went to the tuned model (${confidence} interval ${range}, exact).`,
  conclusion: {
    better: 'The judge prefers the tuned model, which is unlikely to be chance.',
    worse: 'The judge prefers the other, which is unlikely to be chance.',
    open: 'That the judge prefers either may be chance.',
    none: 'The judge decided on no record.',
  },
  signTest: (p: string) => `Exact sign test: ${p}.`,
  agreement: (percent: string, range: string) =>
    `It agreed with itself on ${percent} of the pairs on which it gave a verdict both times (${range}).`,
  favoured: (first: string, second: string) =>
    `Where it did not, it named whatever stood first ${first} times and whatever stood second ${second} times.`,
  unreliable:
    'A judge that contradicts itself this often judges by the order of the answers rather than by what they say: take its verdicts with care, or ask a larger model.',
  failures: (failed: string, unanswered: string, unreadable: string) =>
    `For ${failed} records there is no verdict: ${unanswered} questions were not answered, ${unreadable} replies cannot be read. They count neither as ties nor as losses.`,
  controls: (tried: string, held: string) =>
    `Tried with ${tried} worthless answers beside the expected one, it saw through ${held} of them both times.`,
  fooled: (fooled: string) =>
    `It was fooled by ${fooled}: a judge that prefers an empty phrase, or obeys an answer that asks for a good mark, says little about the others.`,
  controlsFailed: (failed: string) => `For ${failed} of them it gave no verdict.`,
  masked: (count: string) => `${count} piece(s) of personal data were masked before they left.`,
  caption: 'Records by verdict',
  kinds: {
    better: 'tuned better',
    worse: 'other better',
    ties: 'equally good',
    identical: 'same text, not asked',
    contradictory: 'contradicted itself',
    failed: 'no verdict',
  },
  verdict: 'Verdict',
  records: 'Records',
  description: (other: string, parts: string) => `Tuned against ${other}: ${parts}`,
};

/** The same with the words for a file of predictions and its baseline. */
export const judgeFileEn: Partial<typeof judgeEn> = {
  decided: (better, other, worse) =>
    `In ${better} records the answer of these predictions is the better one, in ${worse} that of ${other}.`,
  preferred: (percent, range, confidence) =>
    `Of the records that were decided ${percent} went to these predictions (${confidence} interval ${range}, exact).`,
  conclusion: {
    better: 'The judge prefers these predictions, which is unlikely to be chance.',
    worse: 'The judge prefers the baseline, which is unlikely to be chance.',
    open: 'That the judge prefers either may be chance.',
    none: 'The judge decided on no record.',
  },
  kinds: {
    better: 'predictions better',
    worse: 'baseline better',
    ties: 'equally good',
    identical: 'same text, not asked',
    contradictory: 'contradicted itself',
    failed: 'no verdict',
  },
  description: (other, parts) => `These predictions against ${other}: ${parts}`,
};
