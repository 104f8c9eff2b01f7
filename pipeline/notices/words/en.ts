import type { Words } from './words.ts';

/** What notices say in English. */
export const en: Words = {
  linkTitle: {
    'run.judged': 'Read the report',
    'run.failed': 'See the run',
    'run.cancelled': 'See the run',
    'trigger.refused': 'See the trigger',
    'notice.test': 'Service',
  },
  judgedSubject: (name, verdict) => `${verdict}: ${name}`,
  failedSubject: (name) => `Run failed: ${name}`,
  cancelledSubject: (name) => `Run cancelled: ${name}`,
  refusedSubject: (name) => `Trigger refused: ${name}`,
  testSubject: 'Test notice',

  join: (head, figures, todo) => `${figures === null ? head : `${head}: ${figures}`}; ${todo}`,
  judged: (name, verdict) =>
    ({
      PASS: `${name} has passed (PASS)`,
      FAIL: `${name} did not pass (FAIL)`,
      INCONCLUSIVE: `${name} could not be decided (INCONCLUSIVE)`,
    })[verdict],
  figure: ({ title, value, other, system, version, difference, records }) => {
    const rival = system === 'production' ? `production (version ${version})` : 'the untrained base';
    return `${title} ${value} against ${other} of ${rival}, ${difference}, on ${records} test records`;
  },
  waitsForYou: (name, version) =>
    `version ${version} waits for your approval: read the report, then \`touchstone models promote ${name} ${version}\`.`,
  publishedAllTheSame: (name, version) =>
    `version ${version} was published all the same, as the spec overrides the gate, and waits for your decision: read the report before \`touchstone models promote ${name} ${version} --reason …\`.`,
  inProduction: (version) => `version ${version} is in production; nothing need be done.`,
  newerInProduction: (version, current) =>
    `version ${version} is on record, and the newer version ${current} stays in production; nothing need be done.`,
  nothingPublished: (verdict, run) =>
    verdict === 'INCONCLUSIVE'
      ? `nothing was published: more evidence is needed, and the report says which (\`touchstone report ${run}\`).`
      : `nothing was published, and the report says why and what would help most (\`touchstone report ${run}\`).`,

  failed: (name, stage, why, run) =>
    `The run of ${name} failed${stage === null ? '' : ` at the stage ${stage}`}: ${why} \`touchstone runs show ${run}\` says more; once mended, \`touchstone runs resume ${run}\` goes on from there.`,
  cancelled: (name, run) =>
    `The run of ${name} was cancelled; \`touchstone runs resume ${run}\` lets it go on from its last finished stage.`,
  refused: (name, kind, why, trigger) =>
    `A trigger (${kind}) for ${name} was refused, so nothing was trained: ${why} \`touchstone triggers show ${trigger}\` says more.`,
  test: (by) => `Notices from Touchstone arrive here; ${by} asked for this test, and nothing need be done.`,
  explained: (code, title, advice) => `${title} (${code}) ${advice}`,
  named: (code) => `${code}.`,
};
