import type { SwapKind } from '../../../pipeline/contracts/bias.ts';
import { SWAP_LISTS } from './lists/lists.ts';
import type { SwapList } from './lists/swap-list.ts';

/** Everything of one kind in a text exchanged; null where it holds nothing to exchange. */
export function swapped(text: string, kind: SwapKind): string | null {
  const result = SWAPPERS[kind].reduce((so, swap) => swap(so), text);
  return result === text ? null : result;
}

const SWAPPERS: Readonly<Record<SwapKind, readonly ((text: string) => string)[]>> = {
  gender: SWAP_LISTS.gender.map(swapper),
  name: SWAP_LISTS.name.map(swapper),
  origin: SWAP_LISTS.origin.map(swapper),
};

/** One pass from left to right, the longest expression first, so that nothing is exchanged twice. */
function swapper({ script, pairs, keep }: SwapList): (text: string) => string {
  const [fold, pattern] = script === 'han' ? [exactly, hanPattern] : [inLowerCase, latinPattern];
  const kept = new Set(keep.map(fold));
  const other = new Map([...pairs].map(([from, to]) => [fold(from), to]));
  const expressions = [...pairs.keys(), ...keep].sort((a, b) => b.length - a.length);
  const sought = pattern(expressions.map(escaped).join('|'));
  return (text) =>
    text.replace(sought, (...match) => {
      const { article, found } = match.at(-1) as { article?: string; found: string };
      if (kept.has(fold(found))) return match[0];
      const to = inCaseOf(found, other.get(fold(found))!);
      return article === undefined ? to : articleFor(to, article) + to;
    });
}

/** `a` or `an` with what space follows it, as the word after it wants. */
function articleFor(word: string, article: string): string {
  const space = article.replace(/^an?/i, '');
  return `${article[0]}${/^[aeiou]/i.test(word) ? 'n' : ''}${space}`;
}

function exactly(text: string): string {
  return text;
}

function inLowerCase(text: string): string {
  return text.toLowerCase();
}

function hanPattern(any: string): RegExp {
  return new RegExp(`(?<found>${any})`, 'gu');
}

function latinPattern(any: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])(?<article>an?\\s+)?(?<found>${any})(?![\\p{L}\\p{N}])`, 'giu');
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** `to` with capitals as `found` has them. */
function inCaseOf(found: string, to: string): string {
  if (found.length > 1 && found === found.toUpperCase() && found !== found.toLowerCase())
    return to.toUpperCase();
  const first = found[0]!;
  if (first !== first.toLowerCase()) return to[0]!.toUpperCase() + to.slice(1);
  return first === first.toUpperCase() ? to : to[0]!.toLowerCase() + to.slice(1);
}
