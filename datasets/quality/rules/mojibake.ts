import { excerpt } from '../../excerpt.ts';
import { detectMojibake } from '../../text/mojibake/detect.ts';
import { textRule } from '../text-rule.ts';

/** Text that was read in the wrong encoding. The proof of a repair: the same mistake made again gives the same bytes. */
export const mojibake = textRule((text) => {
  const found = detectMojibake(text);
  if (found === null) return null;
  const { written, readAs, spoilt, repaired } = found;
  const how = written === null ? '' : `${written} → ${readAs}: `;
  return repaired === null
    ? { evidence: `${how}${spoilt}` }
    : { evidence: `${how}${excerpt(spoilt, 30)} ⇒ ${excerpt(repaired, 30)}`, fixed: repaired };
});
