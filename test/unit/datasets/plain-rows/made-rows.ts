/** Gives a whole number from 0 up to below. */
export type Pick = (below: number) => number;

const PLAIN = [
  ...'路燈不亮請派員處理戶籍怎麼遷，。、：（）「」',
  ...'street lamp is broken 0123',
  'é',
  '《',
  '○',
  '字',
];
/** Characters that something happens to, alone or beside others. */
const ODD = [
  ...['"', '\\', '\n', '\n\n', '\t', '\r', '/', ' ', '  ', '\u3000', '\u00a0', '\ufeff', '\u2028', ''],
  ...[
    'e\u0301',
    '\u0301',
    'か\u3099',
    '\u3099',
    '\u302a',
    '\u1100\u1161',
    '가',
    '\u212b',
    '\uf900',
    '\ufb00',
    'ﬁ',
  ],
  ...[
    '\u0000',
    '\u0001',
    '\u0008',
    '\u000c',
    '\u007f',
    '\u0085',
    '\u202e',
    '\u2066',
    '\ud800',
    '\udc00',
    '😀',
    '𠮷',
    '\u{2f804}',
  ],
  ...[
    'Ａ',
    '１',
    '１，０００',
    'ｱ',
    '・',
    '〜',
    '…',
    '......',
    '...',
    '。。。',
    '--',
    '——',
    '─',
    '︰',
    '﹔',
    '•',
    '中,文',
    '(中)',
    '(a)',
  ],
  ...[
    '中:',
    '中-',
    '中.',
    '，',
    'a,b',
    ';',
    '?',
    '!',
    '{"a":1}',
    '[1]',
    '[["甲","乙"]]',
    'http://a.tw/，,',
    '`中,文`',
    'â€œ',
    'ï¼Œ',
  ],
];
const SPLITS = ['train', 'validation', 'test', 'dev', 'Train', ' train', 'none', ''];
const IDS = ['a', 'b', '甲', 'line:3', 'x-1', 'x-2', ' c', '', 'e\u0301', '\u0000'];

/** A text, of usual characters alone nine times of ten. */
export function madeText(pick: Pick): string {
  const odd = pick(20) === 0;
  const length = pick(25) === 0 ? 0 : 1 + pick(30);
  let text = '';
  for (let i = 0; i < length; i++) {
    const from = odd && pick(4) === 0 ? ODD : PLAIN;
    text += from[pick(from.length)]!;
  }
  return pick(30) === 0 ? text + ODD[pick(ODD.length)]! : text;
}

function madeValue(pick: Pick): unknown {
  const values = [null, 1, 1.5, true, ['甲'], { a: { b: '乙' } }, [['甲', '乙']], 12_345_678_901, []];
  return pick(40) === 0 ? values[pick(values.length)] : madeText(pick);
}

const FIELDS = [
  ['instruction', 'input', 'output'],
  ['text', 'label'],
  ['prompt', 'completion'],
  ['text', 'target'],
  ['prompt', 'chosen', 'rejected'],
] as const;

/** Rows of one format as a file of JSON Lines, mostly alike, some of them not. */
export function madeFile(pick: Pick): string {
  const fields: readonly string[] = FIELDS[pick(10) < 8 ? pick(3) : pick(FIELDS.length)]!;
  const extra = [['id'], ['split'], ['source'], ['id', 'split', '備註'], ['7'], ['_form'], ['__proto__'], []];
  const keys = pick(2) === 0 ? fields : [...fields, ...extra[pick(extra.length)]!];
  const style = pick(4);
  let file = '';
  for (let row = 0; row < 4 + pick(40); row++) file += madeLine(pick, keys, style);
  return pick(4) === 0 ? file.trimEnd() : file;
}

function madeLine(pick: Pick, usual: readonly string[], style: number): string {
  if (pick(60) === 0) return [' \n', '\n', '[]\n', '{}\n', '{"a"\n', 'null\n', '  {"text":"a"}\n'][pick(7)]!;
  const keys = [...usual];
  if (pick(30) === 0) keys.splice(pick(keys.length), 1);
  if (pick(30) === 0) keys.push(['history', 'system', 'target', 'note', 'id'][pick(5)]!);
  if (pick(30) === 0) keys.reverse();
  const pairs = keys.map((key) => {
    let value = madeValue(pick);
    if (key === 'id' && pick(20) > 0) value = pick(2) === 0 ? IDS[pick(IDS.length)] : `id-${pick(1e6)}`;
    if (key === 'split' && pick(20) > 0) value = SPLITS[pick(pick(4) === 0 ? SPLITS.length : 3)];
    return [key, value] as const;
  });
  const [between, colon] = style === 1 ? [', ', ': '] : [',', ':'];
  const line = pairs.map(([key, value]) => `${JSON.stringify(key)}${colon}${written(value, style, pick)}`);
  const end = style === 3 ? '\r\n' : '\n';
  return `{${line.join(between)}}${pick(50) === 0 ? ' ' : ''}${end}`;
}

/** As JavaScript writes JSON, or (style 2) as Python does, or with escapes that nobody needs. */
function written(value: unknown, style: number, pick: Pick): string {
  const text = JSON.stringify(value);
  if (style === 2 || pick(40) === 0) {
    return text.replace(
      /[\u007f-\uffff]/g,
      (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
  }
  return pick(40) === 0 ? text.replaceAll('/', '\\/') : text;
}
