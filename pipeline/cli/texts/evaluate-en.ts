/** What `touchstone evaluate` says, in English. */
export const evaluateEn = {
  evaluate:
    'judge a file of predictions that any model made, or a model behind an endpoint, without a service',
  evaluate_gold:
    'required: the truth: JSON lines with id and label (or output), or a dataset of any known format',
  evaluate_predictions:
    'this or --endpoint is required: JSON lines with id, prediction and, if there are any, probabilities',
  evaluate_endpoint:
    'ask the model behind this OpenAI-compatible address (as https://host/v1); answers are kept as they arrive',
  evaluate_model: 'name of the model at the endpoint',
  evaluate_keyEnv: 'environment variable that holds its key',
  evaluate_inside: 'the endpoint belongs to the organisation: personal data is not masked',
  evaluate_writeSwaps:
    'write the records with names, gender and origin exchanged to this file, for another system to answer',
  evaluate_swapped: 'its answers to them: shows what a name, a gender or an origin changes',
  evaluate_swapsLabels: 'Records are exchanged only where labels are chosen: leave out --task.',
  swaps_written:
    '{n} records written to {path}. Have them answered as the others were (id, prediction), then judge with --swapped-predictions.',
  swaps_none:
    'None of the {records} records holds a name, gender or origin from the lists, so {path} is empty.',
  swaps_gender: 'Gender exchanged: {changed} of {n} answers change (95 % interval {low} to {high} %).',
  swaps_name: 'Name exchanged: {changed} of {n} answers change (95 % interval {low} to {high} %).',
  swaps_origin: 'Origin exchanged: {changed} of {n} answers change (95 % interval {low} to {high} %).',
  evaluate_source: 'Name either --predictions or --endpoint.',
  evaluate_noKey: 'The environment variable {what} is empty.',
  evaluate_asking: 'Asking: {done} of {total}',
  evaluate_judging: 'Judging: {done} of {total}',
  evaluate_judge:
    'have the text model behind this OpenAI-compatible address say which generated text is better, the predictions’ or the baseline’s',
  evaluate_judgeModel: 'name of the judge’s model',
  evaluate_judgeKeyEnv: 'environment variable that holds the judge’s key',
  evaluate_judgeInside: 'the judge’s endpoint belongs to the organisation: personal data is not masked',
  evaluate_judgeRecords: 'records that are judged at most, two questions each; 200 if absent',
  evaluate_judgeTask:
    '--judge is for --task generation: other answers can be compared with the expected ones.',
  evaluate_judgeBaseline: 'A judge compares two answers: name the other ones with --baseline.',
  usage_count: '{what} is not a whole number of 1 or more.',
  evaluate_baseline: 'predictions of another model on the same records, to compare with',
  evaluate_task: 'what the predictions answer',
  evaluate_slice: 'show the figures for each value of this column of the truth; may be repeated',
  evaluate_target: 'accuracy that answers without a person should reach, from 0 to 1; 0.95 if absent',
  evaluate_missing: 'let records without a prediction, or with several, count as wrong',
  evaluate_match: 'take labels as the same that differ only by width or space',
  evaluate_out: 'write a report (HTML, JSON, JUnit, Markdown, CSV) to this directory',
  usage_share: '{what} is not a number from 0 to 1.',
  evaluated: '{n} records, {classes} classes. {percent} % intervals from {draws} draws.',
  evaluated_more: 'The {shown} weakest of {classes} classes are shown; the others are in --json and --out.',
  evaluated_handOver:
    'Answers with a confidence of {threshold} or more are right in {accuracy} % of the cases; that is {coverage} % of the records. The rest should go to a person.',
  evaluated_crossFitted:
    '  (Told by cross-fitting: each of {folds} parts of the records is judged by a threshold that the others chose.)',
  evaluated_noHandOver:
    'No confidence is high enough for {target} % accuracy: a person has to look at every answer.',
  evaluated_compare:
    'Against the baseline: macro-F1 differs by {difference} [{low}, {high}], permutation p {p}; McNemar p {mcnemar}. Only here right: {mine}; only there: {theirs}.',
  evaluated_report: 'Report: {path}',
  head_metric: 'Metric',
  head_value: 'Value',
  head_interval: 'Interval',
  head_baseline: 'Baseline',
  head_class: 'Class',
  head_precision: 'Precision',
  head_recall: 'Recall',
  head_support: 'Records',
  metric_balanced_accuracy: 'Balanced accuracy',
  metric_micro_f1: 'F1 (micro)',
  metric_weighted_f1: 'F1 (weighted)',
  metric_mcc: 'MCC',
  metric_kappa: 'Kappa',
  metric_log_loss: 'Log loss',
  metric_brier: 'Brier score',
  metric_ece: 'Calibration error (ECE)',
  metric_roc_auc: 'ROC area (macro)',
  metric_average_precision: 'Average precision (macro)',
  usage_labelsOnly: '{option} is for classification only.',
  evaluated_written: '{task}: {n} records. {percent} % intervals from {draws} draws.',
  evaluated_writtenCompare:
    'Against the baseline: {metric} differs by {difference} [{low}, {high}], {p}. Better here: {mine}; better there: {theirs}.',
  evaluated_judge:
    'Judge {model} on {records} records, each in both orders: better here {mine}, better there {theirs}, equally good {ties}, same text {identical}; it contradicted itself on {contradictory} and gave no verdict on {failed}.',
  evaluated_judgePreferred:
    'Of those decided {percent} % went to these predictions [{low}, {high}], sign test {p}.',
  judged_base:
    'Judge {model}, {records} records: tuned better {better}, base better {worse}, alike {ties}, contradictory {contradictory}, no verdict {failed}; sign test {p}.',
  judged_production:
    'Judge {model}, {records} records: tuned better {better}, production better {worse}, alike {ties}, contradictory {contradictory}, no verdict {failed}; sign test {p}.',
  column_peer: 'Also asked',
  column_ahead: 'tuned ahead by',
  peer_few_shot: 'base with examples',
  peer_endpoint: 'model at the endpoint',
  peer_frozen: 'untrained features',
  peer_linear: 'simple classifier',
  peer_majority: 'most frequent class',
  peer_dictionary: 'list of terms',
  peer_usual_values: 'usual values',
  evaluated_judgeControls: 'It saw through {held} of {tried} worthless answers.',
  head_label: 'Label',
  head_type: 'Type',
  head_field: 'Field',
  head_wanted: 'Wanted',
};
