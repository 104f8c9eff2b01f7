import { cleanText } from '../clean-text.ts';
import { type Draft, DraftText } from '../draft.ts';
import { documentFault, type Source } from '../fault.ts';
import { diFields } from '../official/di-fields.ts';
import { layOut } from '../official/lay-out.ts';
import { OFFICIAL_KINDS } from '../official/title.ts';
import { readXmlTree } from '../xml/tree.ts';

/** Root elements of the exchange format; what else has an issuer and a subject is one agency's own kind. */
const ROOTS = new Set<string>(OFFICIAL_KINDS);
const BEGINS = /^\s*(?:<\?xml[\s?]|<!DOCTYPE\s+(?!html)|<[\p{Script=Han}])/iu;

export function looksLikeXml(text: string): boolean {
  return BEGINS.test(text.slice(0, 1024));
}

/** An official document in the XML of the electronic exchange (DI), laid out as it is printed. */
export function readDi(text: string, source: Source): Draft {
  const { root, attached } = readXmlTree(text, source);
  const has = (...names: string[]): boolean => root.children.some(({ name }) => names.includes(name));
  if (!ROOTS.has(root.name) && !(has('發文機關', '單位') && has('主旨', '段落', '開會事由', '案情摘要'))) {
    const kind = `XML <${cleanText(root.name).slice(0, 60)}>`;
    throw documentFault(source, 'DOCUMENT_FORMAT', { params: { kind }, found: kind });
  }
  const { official, others } = diFields(root, attached);
  const draft = new DraftText(source);
  layOut(official, others, draft);
  const metadata = Object.fromEntries(attached);
  return {
    format: 'di',
    text: draft.text,
    parts: draft.parts,
    title: official.subject,
    metadata: attached.size > 0 ? { attached: Object.values(metadata).join(', ') } : {},
    margins: [],
    official,
  };
}
