const HAN = /[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]/;
const OPENING = '「『（【《〈〔';
const CLOSING = '」』）】》〉〕';
const POINTS = '，、。；：？！';
const KANA = /[\u3041-\u3096\u30a1-\u30fa]/;

const isHan = (character: string): boolean => HAN.test(character);
const endsChinese = (before: string): boolean => isHan(before) || (before !== '' && CLOSING.includes(before));
const beginsChinese = (after: string): boolean => isHan(after) || (after !== '' && OPENING.includes(after));
const isChinese = (character: string): boolean =>
  endsChinese(character) || beginsChinese(character) || (character !== '' && POINTS.includes(character));

/** One rule: what may be a variant, and what it becomes between two characters (empty at the ends of the text). */
interface Sign {
  readonly pattern: RegExp;
  readonly unify: (found: string, before: string, after: string) => string;
}

const pairs = (from: string, to: string): (readonly [string, string])[] =>
  [...from].map((form, i) => [form, [...to][i]!]);

/** Forms for vertical lines and small forms, and what they are forms of. */
const FORMS = new Map([
  ...pairs(
    '︐︑︒︓︔︕︖︵︶︷︸︹︺︻︼︽︾︿﹀﹁﹂﹃﹄',
    '，、。：；！？（）｛｝〔〕【】《》〈〉「」『』',
  ),
  ...pairs('﹐﹑﹔﹕﹖﹗﹙﹚﹛﹜﹝﹞', '，、；：？！（）｛｝〔〕'),
  // Not ﹤ and ﹥: they could make a tag, in which the next pass would find other things to leave alone.
  ...pairs('﹟﹠﹡﹢﹣﹦﹨﹩﹪﹫', '#&*+-=\\$%@'),
]);

/** So many full stops are an omission; more lead from a title to its page. */
const LEADERS = 7;
const OMISSION = '……';
const DASH = '——';

const SIGNS: readonly Sign[] = [
  { pattern: /[\ufe10-\ufe16\ufe35-\ufe44\ufe50-\ufe6b]/g, unify: (form) => FORMS.get(form) ?? form },
  {
    pattern: /\.{3,}|。{3,}/g,
    unify: (dots, before, after) =>
      dots[0] === '。' || (dots.length < LEADERS && endsChinese(before) && !/\d/.test(after))
        ? OMISSION
        : dots,
  },
  {
    pattern: /[…⋯‥]+/g,
    unify: (dots, before, after) => (isChinese(before) || isChinese(after) ? OMISSION : dots),
  },
  {
    pattern: /-{2,3}|[—―─]{2,}/g,
    unify: (line, before, after) =>
      line.length <= 3 && endsChinese(before) && beginsChinese(after) ? DASH : line,
  },
  { pattern: /[‧•∙⋅]/g, unify: (dot, before, after) => (isHan(before) && isHan(after) ? '·' : dot) },
];
/** Signs of Japanese, which become Chinese ones where no kana shows that the text is Japanese. */
const JAPANESE: readonly Sign[] = [
  { pattern: /・/g, unify: (dot, before, after) => (isHan(before) && isHan(after) ? '·' : dot) },
  {
    pattern: /〜/g,
    unify: (wave, before, after) => (isNumberOrHan(before) && isNumberOrHan(after) ? '～' : wave),
  },
];
const MARKS = new Map(pairs(',;:?!', '，；：？！'));
const FULL_WIDTH: readonly Sign[] = [
  // Round brackets around Chinese, and with Chinese or nothing on both sides.
  {
    pattern: /\([^()\n]{1,200}\)/g,
    unify: (bracketed, before, after) => {
      const inner = bracketed.slice(1, -1);
      const around = isEdge(before) && isEdge(after);
      return around && beginsChinese(inner[0]!) && endsChinese(inner.at(-1)!) ? `（${inner}）` : bracketed;
    },
  },
  // Between two characters, with a space after it or not; or after one, at the end of a line or quotation.
  {
    pattern: /[,;:?!]+[ \t]*/g,
    unify: (found, before, after) => {
      const run = found.trimEnd();
      const space = found.slice(run.length);
      if (run.length > 3 || !endsChinese(before)) return found;
      const ends = after === '' || after === '\n' || (space === '' && CLOSING.includes(after));
      if (!ends && !(beginsChinese(after) && (space === '' || space === ' '))) return found;
      return [...run].map((mark) => MARKS.get(mark)!).join('') + (ends ? space : '');
    },
  },
];

function isNumberOrHan(character: string): boolean {
  return isHan(character) || /\d/.test(character);
}

function isEdge(character: string): boolean {
  return character === '' || character === '\n' || character === '…' || isChinese(character);
}

/** What the rules begin with. */
export const VARIANT_PUNCTUATION =
  '[,;:?!(\\ufe10-\\ufe16\\ufe35-\\ufe44\\ufe50-\\ufe6b⋯‥…‧•∙⋅・〜]|\\.\\.\\.|。。。|--|[—―─]{2}';

/**
 * Punctuation as the Ministry of Education's handbook (重訂標點符號手冊) has it, where it stands between Chinese: marks
 * and brackets in full width, …… and —— of two, · between the parts of a name. Numbers, times and other languages keep
 * theirs, since no Chinese stands on both sides.
 */
export function unifyPunctuation(text: string): string {
  const signs = KANA.test(text) ? [...SIGNS, ...FULL_WIDTH] : [...SIGNS, ...JAPANESE, ...FULL_WIDTH];
  return signs.reduce(
    (result, { pattern, unify }) =>
      result.replace(pattern, (found: string, offset: number) =>
        unify(found, result[offset - 1] ?? '', result[offset + found.length] ?? ''),
      ),
    text,
  );
}
