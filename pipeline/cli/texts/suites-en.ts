/** What the commands of frozen test sets say, in English. */
export const suitesEn = {
  models_freeze: 'judge all further runs of a model by the test set of one run',
  models_unfreeze: 'let further runs of a model have test sets of their own again',
  models_suite: 'show the test set that is frozen for a model, and those before, with who, when and why',
  option_freeze_run: 'required: the run whose test set it is',
  option_freeze_reason: 'required: why; stays on record',
  frozen:
    'All further runs of {name} are judged by this test set (version {version}, {records} records); what is in it, or like it, is left out of their training.',
  unfrozen: 'Test set {version} of {name} is no longer frozen; it stays on record.',
  head_looks: 'judged',
  head_digest: 'digest',
  head_frozen: 'frozen',
  head_unfrozen: 'unfrozen',
};
