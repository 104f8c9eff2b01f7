/** The history of a registry name, in English. */
export const historyEn = {
  kind: 'History of a model',
  title: (name: string) => `${name}: history`,
  sections: { now: 'In production', course: 'Over time', versions: 'Versions', moves: 'Who decided' },
  production: (version: string, metric: string, value: string, range: string) =>
    `Version ${version} is in production: ${metric} ${value} [${range}].`,
  noProduction: 'No version is in production.',
  since: (moment: string, by: string) => `Since ${moment}, by ${by}.`,
  newest: (version: string, metric: string, value: string, range: string) =>
    `The newest version is ${version}: ${metric} ${value} [${range}].`,
  newestIsServed: 'It is the newest version.',
  against: (version: string, points: string, low: string, high: string, p: string) =>
    `On the same records ${points} points from version ${version} [${low} to ${high}], ${p}.`,
  chart: (metric: string, name: string) => `${metric} of the versions of ${name}`,
  chartDescription: (first: string, last: string) =>
    `From ${first} to ${last}; the table below has every figure.`,
  chartNote: (confidence: string) =>
    `Full points: the tuned model, with its ${confidence} interval; hollow ones: its base without training. Diamonds: in production now.`,
  testChanged:
    'A dashed line: the test records changed there. Figures on its two sides were not measured on the same records and do not compare.',
  tuned: 'Tuned model',
  base: 'Base model',
  served: 'In production now',
  version: 'Version',
  made: 'Made',
  againstVersion: (version: string) => `points from version ${version}`,
  againstHead: 'Against production then',
  data: 'Data',
  changes: 'What changed in the data',
  noChange: 'as before',
  firstVersion: 'first version',
  records: (train: string, validation: string, test: string) =>
    `${train} to train, ${validation} to validate, ${test} to test`,
  generated: (count: string) => `${count} of them generated`,
  newTest: 'other test records',
  labelChange: (before: string, after: string) => `${before} → ${after}`,
  override: (by: string, reason: string) => `Let through by ${by}: ${reason}`,
  leftOut: (count: string) => `${count} older versions are not shown.`,
  when: 'When',
  alias: 'Alias',
  move: 'From → to',
  by: 'By',
  reason: 'Reason',
  kinds: { publish: 'set on publishing', promote: 'set by a person', rollback: 'rolled back' },
  aliases: { production: 'production', candidate: 'candidate' },
  file: 'everything on this page (JSON)',
};
