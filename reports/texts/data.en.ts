import type { LeakageKind, ReportTexts } from './report-texts.ts';

const LEAKS: Readonly<Record<LeakageKind, string>> = {
  exact: 'equal texts',
  near: 'nearly equal texts',
  group: 'members of one group',
  time: 'records older than those learnt from',
  generated: 'records made from one another',
};

export const dataEn: ReportTexts['data'] = {
  intakeTitle: 'Read',
  facts: {
    format: 'Format',
    encoding: 'Encoding',
    size: 'File size',
    language: 'Language',
    records: 'Records',
    instruction: 'Instruction in records',
  },
  formats: {
    alpaca: 'Alpaca (instruction, input, output)',
    openai_chat: 'OpenAI chat',
    text_label: 'Text and label',
  },
  han: (percent) => `${percent} Han characters`,
  languageNames: { 'zh-TW': 'Chinese (Taiwan)', en: 'English' },
  ownInstruction: 'yes, passed on as it is',
  noInstruction: 'none, added by the system',
  withBom: 'with BOM',
  flowTitle: 'Where the records went',
  parts: {
    input: 'Read',
    kept: 'Kept',
    held_back: 'Held back',
    dropped: 'Dropped',
    train: 'Training',
    validation: 'Validation',
    test: 'Test',
    leaked: 'Left out',
  },
  refineTitle: 'Cleaned',
  refineLead: (input, kept, heldBack, dropped) =>
    `${input} records read = ${kept} kept${heldBack === null ? '' : ` + ${heldBack} held back for a person to decide`} + ${dropped} dropped.`,
  repaired: (count) => `${count} of the records kept had their text repaired.`,
  rule: 'Cause',
  reason: 'Explanation',
  action: 'Action',
  found: 'Records',
  actions: {
    drop: 'dropped',
    fix: 'repaired',
    hold_back: 'held back',
    warn: 'kept, with a warning',
    off: 'not looked for',
  },
  foundNothing: (titles) => `Looked for and not found: ${titles.join(', ').toLowerCase()}.`,
  findingsTitle: 'Some of what cleaning found',
  findings: (shown, total) => `${shown} of ${total} findings.`,
  record: 'Record',
  with: 'Compare',
  splitTitle: 'Split',
  methods: {
    stratified:
      'By a draw from each record’s own content, with the same chance in every class; a record keeps its place when others are added.',
    column: 'By the split column in the data.',
    test_file:
      'The test records come from a test file of its own; training and validation were split from the dataset by a draw from each record’s own content.',
    time: 'By time: the newest records are the test, the oldest are trained on.',
  },
  leaked: (count) =>
    `${count} records are in none of the three, mostly because they would give away a test record: equal, nearly equal, or of the same group. So no exam question is known beforehand.`,
  testLeftOut: (count) =>
    `${count} records of the test file have a blank text or label and were left out of the test.`,
  leakage: (kinds, compared, found) =>
    `Checked after the split was stored: the ${compared} records of training, validation and test were compared with one another across the parts, looking for ${kinds.map((kind) => LEAKS[kind]).join(', ')}. ${found === null ? 'None was found.' : `${found} were found; they are named in report.json.`}`,
  perLabel: 'Records of each class',
  settingsTitle: 'Settings of data handling',
};

export const settingsEn: ReportTexts['settings'] = {
  field: 'Setting',
  value: 'Value',
  reason: 'Reason',
  fixed: 'as the spec says',
  automatic: 'decided from the data',
  yes: 'yes',
  no: 'no',
  names: {
    'task.kind': 'Task',
    'task.language': 'Language of the prompt',
    'task.prompt': 'Prompt',
    base: 'Base model',
    'refine.near_duplicate_threshold': 'Similarity of near duplicates',
    'split.test': 'Share for the test',
    'split.validation': 'Share for validation',
    'split.group': 'Column of groups kept together',
    'split.time': 'Column of dates',
    'split.seed': 'Seed of the split',
    'train.method': 'Method',
    'train.epochs': 'Epochs',
    'train.learning_rate': 'Learning rate',
    'train.batch_size': 'Batch size',
    'train.gradient_accumulation': 'Gradient accumulation',
    'train.rank': 'LoRA rank',
    'train.alpha': 'LoRA alpha',
    'train.dropout': 'Dropout',
    'train.max_length': 'Length limit (tokens)',
    'train.schedule': 'Learning-rate schedule',
    'train.warmup_ratio': 'Warm-up share',
    'train.weight_averaging': 'Averaged weights',
    'train.seed': 'Seed of training',
  },
};
