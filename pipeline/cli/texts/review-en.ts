/** What the commands of review say, in English. */
export const reviewEn = {
  dataset_diff: 'say how two files, or two versions of a dataset, differ, record by record',
  argument_before: 'a file, or a version such as petitions@1 (petitions: its latest)',
  argument_after: 'the same, for what came after',
  option_diff_out: 'write every record that differs to this file (JSON lines)',
  usage_diffMixed:
    'A file can be compared with a file, and a version with a version; {file} is a file of this machine. `touchstone dataset add` makes it a version.',
  usage_diffNames: 'Both versions must be of one dataset.',
  comparing: 'Comparing: {percent} %',
  change_unchanged: 'unchanged',
  change_added: 'added',
  change_removed: 'removed',
  change_changed: 'changed: same id, other content',
  change_relabelled: 'same question, other answer',
  change_moved: 'moved only',
  head_before: 'before',
  head_after: 'after',
  head_change: 'change',
  head_label: 'label',
  noLabel: '(no label)',
  moreLabels: '… and {count} more labels',
  listAt: 'List',
};
