/** Commands that a pipeline of a CI system is made of, in English. */
export const ciEn = {
  runs_stage: 'show one stage of a run, and end when it is done',
  runs_summary: 'a run in lines that CI systems read: verdict, version, figures, reason',
  argument_stage: 'the stage',
  summary_PASS: 'PASS',
  summary_FAIL: 'FAIL',
  summary_INCONCLUSIVE: 'INCONCLUSIVE',
  summaryBesideBase: '{verdict}: {metric} {tuned}, base {beside} ({change})',
  summaryBesideProduction: '{verdict}: {metric} {tuned}, production {beside} ({change})',
  summaryFailed: '{status}: {code}',
};
