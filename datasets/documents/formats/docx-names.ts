const WORD = new Set([
  'http://schemas.openxmlformats.org/wordprocessingml/2006/main',
  'http://purl.oclc.org/ooxml/wordprocessingml/main',
]);
const COMPATIBILITY = 'http://schemas.openxmlformats.org/markup-compatibility/2006';

/** Names of WordprocessingML whatever prefix a file gives them. */
export interface WordNames {
  /** The local name of one of its elements, `mc:Fallback` for that one, else ''. */
  element(tag: string): string;
  attribute(attributes: Readonly<Record<string, string>>, name: string): string | undefined;
  /** The attribute `w:val`. */
  value(attributes: Readonly<Record<string, string>>): string | undefined;
}

/** The names as the declarations on a part's root element say. */
export function wordNames(root: Readonly<Record<string, string>>): WordNames {
  let word = 'w:';
  let compatibility = 'mc:';
  for (const [name, uri] of Object.entries(root)) {
    if (!/^xmlns(?::|$)/.test(name)) continue;
    const prefix = name === 'xmlns' ? '' : `${name.slice(6)}:`;
    if (WORD.has(uri)) word = prefix;
    else if (uri === COMPATIBILITY) compatibility = prefix;
  }
  const element = (tag: string): string => {
    if (tag.startsWith(word)) return tag.slice(word.length);
    return tag === `${compatibility}Fallback` ? 'mc:Fallback' : '';
  };
  const attribute = (attributes: Readonly<Record<string, string>>, name: string): string | undefined =>
    attributes[`${word}${name}`] ?? attributes[name];
  return { element, attribute, value: (attributes) => attribute(attributes, 'val') };
}
