/** Pages about several versions or runs, in English. */
export const overviewsEn = {
  models_history: 'write pages on all versions of a model over time: figures, data, who let them through',
  runs_compare: 'write pages that set 2 to 6 runs side by side',
  argument_runs: 'ids of runs (run_…); the others are held against the first',
  option_out_overview: 'directory to write to; no page of the same name may be in it',
  overview_page: 'Written; open {path}',
  costs: 'show what model work took in a month, by project: processor time, energy, cost',
  option_month: 'such as 2026-11; left out: the present month',
  option_zone: "time zone whose month it is, such as Asia/Taipei; left out: the service's",
  costs_title: 'Model work in {month} ({zone})',
  costs_project: 'Project',
  costs_runs: 'Runs',
  costs_cpu: 'Processor',
  costs_gpu: 'GPU',
  costs_kwh: 'kWh',
  costs_total: 'Total',
  costs_no_tariff:
    'No tariff is set, so there is no cost: TOUCHSTONE_PRICE_KWH, TOUCHSTONE_PRICE_GPU_HOUR. Energy is an estimate.',
  costs_estimate: 'Energy is an estimate (docs/resources.md); ? means that a part of it is not known.',
};
