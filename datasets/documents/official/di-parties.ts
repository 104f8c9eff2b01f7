import type { XmlElement } from '../xml/tree.ts';
import { textOf } from './di-text.ts';
import type { Party } from './official-document.ts';
import { partiesOf } from './parties.ts';

/** Elements that name a party. */
const NAMES = new Set(['全銜', '單位名', '總稱', '姓名', '交換表']);

/**
 * The parties that an element such as 正本 names one after the other, each with what follows its name: 職稱, 機關代碼,
 * 含附件. A list that some system wrote into one element is cut up.
 */
export function partiesIn(element: XmlElement): Party[] {
  const parties: Party[] = partiesOf(textOf(element));
  for (const child of element.children) {
    const text = textOf(child);
    const last = parties.at(-1);
    if (NAMES.has(child.name)) parties.push(...partiesOf(text));
    else if (last === undefined || text === '') continue;
    else if (child.name === '職稱') parties[parties.length - 1] = { ...last, name: `${last.name}${text}` };
    else if (child.name === '機關代碼') parties[parties.length - 1] = { ...last, code: text };
    else if (child.name === '含附件' && !text.startsWith('不')) {
      parties[parties.length - 1] = { ...last, withAttachments: true };
    }
  }
  return parties;
}

/** The one party that an element such as 發文機關 names. */
export function partyOf(element: XmlElement): Party {
  return partiesIn(element)[0] ?? { name: '' };
}
