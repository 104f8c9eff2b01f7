import { TouchstoneError } from '../../../../pipeline/contracts/errors/error.ts';
import type { FailedFacts, JudgedFacts, RefusedFacts } from '../../../../pipeline/contracts/notices.ts';

const RUN = {
  run: `run_${'1'.repeat(26)}`,
  name: 'petitions',
  trigger: { kind: 'git', by: 'lin' },
  dataset: { name: 'petitions', version: 4, digest: 'd'.repeat(64) },
} as const;

/** A run that passed against production and waits. */
export const PASSED: JudgedFacts = {
  ...RUN,
  type: 'run.judged',
  verdict: 'PASS',
  version: 3,
  waits_for: 'promotion',
  in_production: 2,
  figure: {
    metric: 'macro_f1',
    title: { en: 'F1', 'zh-TW': 'F1' },
    value: 0.9124,
    records: 240,
    against: { system: 'production', version: 2, value: 0.8711, difference: 0.0413 },
  },
  has_report: true,
};

export const STOPPED: JudgedFacts = {
  ...PASSED,
  verdict: 'FAIL',
  version: null,
  waits_for: null,
  figure: {
    ...PASSED.figure!,
    value: 0.5,
    against: { system: 'base', version: null, value: 0.75, difference: -0.25 },
  },
};

/** Its error repeats something of the data. */
export const FAILED: FailedFacts = {
  ...RUN,
  type: 'run.failed',
  stage: 'ingest',
  error: new TouchstoneError('INPUT_EMPTY_FILE', { place: { file: 'secret-cases.csv' } }).toJSON(),
};

export const REFUSED: RefusedFacts = {
  type: 'trigger.refused',
  trigger: `trg_${'2'.repeat(26)}`,
  name: 'petitions',
  kind: 'schedule',
  by: null,
  error: new TouchstoneError('PIPELINE_PAUSED', {
    params: { name: 'petitions', by: 'lin', reason: 'A123456789 looks at it' },
  }).toJSON(),
};
