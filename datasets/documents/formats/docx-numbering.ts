import type { Source } from '../fault.ts';
import { readXml } from '../xml/sax.ts';
import { formatCounter } from './docx-counters.ts';
import { type WordNames, wordNames } from './docx-names.ts';

interface ListLevel {
  format: string;
  /** `%1、`: the counters of the levels between other signs. */
  pattern: string;
  start: number;
  /** All counters in digits. */
  legal: boolean;
}

/** Numbers the paragraphs of a document's lists, in order. */
export interface ListNumbers {
  /** The number of the next paragraph of a list at a level, such as 一、; '' for a list of bullets or none. */
  next(list: string, level: number): string;
}

const DEEPEST = 9;

/** The lists of `word/numbering.xml`. */
export function readNumbering(xml: string, source: Source, part: string): ListNumbers {
  /** Levels by the id of the abstract list; the abstract list and the changed starts by the list's own id. */
  const abstracts = new Map<string, Map<number, ListLevel>>();
  const lists = new Map<string, { abstract: string; starts: Map<number, number> }>();
  let names: WordNames | null = null;
  let abstract: Map<number, ListLevel> | null = null;
  let list: { abstract: string; starts: Map<number, number> } | null = null;
  let level: ListLevel | null = null;
  let override = 0;
  readXml(
    xml,
    {
      open(tag, attributes) {
        names ??= wordNames(attributes);
        const name = names.element(tag);
        const value = names.value(attributes) ?? '';
        const own = (attribute: string): string => names!.attribute(attributes, attribute) ?? '';
        if (name === 'abstractNum') {
          abstract = new Map();
          abstracts.set(own('abstractNumId'), abstract);
        } else if (name === 'num') {
          list = { abstract: '', starts: new Map() };
          lists.set(own('numId'), list);
        } else if (name === 'abstractNumId' && list) list.abstract = value;
        else if (name === 'lvlOverride') override = Number(own('ilvl'));
        else if (name === 'startOverride') list?.starts.set(override, Number(value));
        else if (name === 'lvl') {
          level = { format: 'decimal', pattern: '', start: 1, legal: false };
          if (abstract && !list) abstract.set(Number(own('ilvl')), level);
        } else if (level && name === 'start') level.start = Number(value) || 0;
        else if (level && name === 'numFmt') level.format = value;
        else if (level && name === 'lvlText') level.pattern = value;
        else if (level && name === 'isLgl') level.legal = value !== '0' && value !== 'false';
      },
      text() {},
      close(tag) {
        const name = names?.element(tag);
        if (name === 'num') list = null;
        else if (name === 'abstractNum') abstract = null;
        else if (name === 'lvl') level = null;
      },
    },
    source,
    part,
  );
  return counting(abstracts, lists);
}

function counting(
  abstracts: ReadonlyMap<string, ReadonlyMap<number, ListLevel>>,
  lists: ReadonlyMap<string, { readonly abstract: string; readonly starts: ReadonlyMap<number, number> }>,
): ListNumbers {
  /** Counters by abstract list: lists that share one go on counting, as in the word processor. */
  const counters = new Map<string, (number | undefined)[]>();
  const started = new Set<string>();
  return {
    next(id, level) {
      const list = lists.get(id);
      const levels = abstracts.get(list?.abstract ?? '');
      const own = levels?.get(level);
      if (!list || !levels || !own || level >= DEEPEST) return '';
      const counts = counters.get(list.abstract) ?? [];
      counters.set(list.abstract, counts);
      const restart = list.starts.get(level);
      if (restart !== undefined && !started.has(`${id}/${level}`)) counts[level] = restart - 1;
      started.add(`${id}/${level}`);
      counts[level] = (counts[level] ?? own.start - 1) + 1;
      counts.length = level + 1;
      if (own.format === 'bullet' || own.format === 'none') return '';
      return own.pattern.replace(/%([1-9])/g, (_, digit: string) => {
        const at = Number(digit) - 1;
        const { format, start } = levels.get(at) ?? own;
        return formatCounter(counts[at] ?? start, own.legal ? 'decimal' : format);
      });
    },
  };
}
