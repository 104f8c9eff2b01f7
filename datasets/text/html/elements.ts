const words = (list: string): ReadonlySet<string> => new Set(list.split(/\s+/));

/** Elements whose tags are HTML wherever they stand: no word, no type and no placeholder is written so. */
const UNMISTAKABLE = words(
  `br hr wbr div span td th tr tbody thead tfoot colgroup ul ol li dl dt dd h1 h2 h3 h4 h5 h6 blockquote iframe script
   style noscript html figcaption fieldset optgroup nobr marquee frameset noframes basefont`,
);

/** Elements that are HTML where they are closed again: <b> alone may be party B in a contract, <table> a placeholder. */
const IN_PAIRS = words(
  `a b i u p q em strong del ins sub sup big small tt kbd samp pre font center strike mark abbr acronym cite dfn
   table caption form select textarea button nav footer aside body head figure menu`,
);

/**
 * The rest of HTML. Prompts and templates use these words as tags of their own (<output>…</output>), and <s>, <img>,
 * <video> stand for tokens: they count as HTML only with attributes, or beside other HTML.
 */
const AMBIGUOUS = words(
  `s img input output title summary details section article header main label legend object option data time template
   address audio video source track picture canvas map area code var link meta base param embed col dialog dir frame
   applet bdi bdo hgroup meter progress rp rt ruby search slot svg math`,
);

/** Prefixes of the elements that office programs leave behind: <o:p>, <w:WordDocument>, <v:shape>, <st1:place>. */
const OFFICE = /^(?:o|w|v|x|m|st1):/;

export type ElementKind = 'unmistakable' | 'in_pairs' | 'ambiguous';

/** What the name of a tag, in lower case, says; null where it is none of HTML's. */
export function elementKind(name: string): ElementKind | null {
  if (UNMISTAKABLE.has(name) || OFFICE.test(name)) return 'unmistakable';
  if (IN_PAIRS.has(name)) return 'in_pairs';
  return AMBIGUOUS.has(name) ? 'ambiguous' : null;
}

/** Elements that begin and end a line of their own. */
export const BLOCKS = words(
  `address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure
   footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol optgroup option p pre search
   section summary table tbody tfoot thead title tr ul`,
);

/** Cells of a table, set apart by a tab. */
export const CELLS = words('td th');

/** Elements whose content is for programs. */
export const HIDDEN = words('script style template noscript noframes iframe object applet svg math');
