/** Pages about several versions or runs, in English. */
export const overviewsEn = {
  models_history: 'write pages on all versions of a model over time: figures, data, who let them through',
  runs_compare: 'write pages that set 2 to 6 runs side by side',
  argument_runs: 'ids of runs (run_…); the others are held against the first',
  option_out_overview: 'directory to write to; no page of the same name may be in it',
  overview_page: 'Written; open {path}',
};
