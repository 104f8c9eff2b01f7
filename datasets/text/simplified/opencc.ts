import { createRequire } from 'node:module';

/** Pairs of source and replacement: as they are, or as `source replacement|source replacement|…`. */
type Dictionary = string | readonly (readonly [string, string])[];

interface Trie {
  loadDictGroup(dictionaries: readonly Dictionary[]): void;
  /** The longest entry that `text` has at `offset`: the place after it, and its replacement. */
  matchPrefix(text: string, offset: number): { readonly end: number; readonly value: string } | null;
  convert(text: string): string;
}

/** The part of the library that is used; its own declarations do not resolve under Node's rules for modules. */
interface OpenCC {
  readonly Trie: new () => Trie;
  readonly Locale: {
    readonly configs: Readonly<
      Record<string, { readonly conversionChain: readonly (readonly Dictionary[])[] }>
    >;
  };
}

let library: OpenCC | undefined;

/** OpenCC with its dictionaries (1.2 MB of text), brought in when the first Chinese text is met and not before. */
function openCC(): OpenCC {
  library ??= createRequire(import.meta.url)('opencc-js') as OpenCC;
  return library;
}

/** The steps of one of OpenCC's chains; each step is a group of dictionaries, characters last. */
function chain(name: 's2twp' | 't2s') {
  return openCC().Locale.configs[name]!.conversionChain;
}

function pairsOf(dictionary: Dictionary): readonly (readonly [string, string])[] {
  if (typeof dictionary !== 'string') return dictionary;
  return dictionary.split('|').map((line) => line.split(' ') as [string, string]);
}

/** Single characters and what the other writing has for them. */
export function characterPairs(from: 'simplified' | 'traditional'): readonly (readonly [string, string])[] {
  return pairsOf(chain(from === 'simplified' ? 's2twp' : 't2s')[0]!.at(-1)!);
}

/** What OpenCC's chain `s2twp` is made of. */
export interface TaiwanChain {
  /** Simplified phrases → Traditional ones. */
  readonly phrases: Trie;
  /** Simplified characters → Traditional ones. */
  readonly characters: ReadonlyMap<string, string>;
  /** Traditional Chinese → Taiwan's words and variants. */
  readonly usage: Trie;
  /** Traditional Chinese → Taiwan's variants of characters (着 → 著), words left alone. */
  readonly variants: Trie;
}

let built: TaiwanChain | undefined;

/** The chain with its dictionaries as tries (about 45 MB), built when the first text is converted. */
export function taiwanChain(): TaiwanChain {
  if (built) return built;
  const [toTraditional, toTaiwan] = chain('s2twp');
  const trieOf = (dictionaries: readonly Dictionary[]): Trie => {
    const trie = new (openCC().Trie)();
    trie.loadDictGroup(dictionaries);
    return trie;
  };
  built = {
    phrases: trieOf(toTraditional!.slice(0, -1)),
    characters: new Map(characterPairs('simplified')),
    usage: trieOf(toTaiwan!),
    variants: trieOf(toTaiwan!.slice(1)),
  };
  return built;
}
