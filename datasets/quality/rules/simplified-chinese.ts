import { detectSimplifiedChinese } from '../../text/simplified/detect.ts';
import { fixSimplifiedChinese } from '../../text/simplified/fix.ts';
import { textRule } from '../text-rule.ts';

/** Text in Simplified Chinese; the repair writes it as in Taiwan, words included. */
export const simplifiedChinese = textRule((text) => {
  const found = detectSimplifiedChinese(text);
  if (found === null) return null;
  const evidence = `${found.count} / ${found.han}: ${found.characters}`;
  const fixed = fixSimplifiedChinese(text);
  return fixed === null ? { evidence } : { evidence, fixed };
});
