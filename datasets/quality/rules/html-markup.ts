import { detectHtmlMarkup } from '../../text/html/detect.ts';
import { fixHtmlMarkup } from '../../text/html/fix.ts';
import { textRule } from '../text-rule.ts';

/** Tags and character references that were left in a text. */
export const htmlMarkup = textRule((text) => {
  const found = detectHtmlMarkup(text);
  if (found === null) return null;
  const evidence = `${found.tags + found.references} × ${found.names.join(' ')}`;
  const fixed = fixHtmlMarkup(text);
  return fixed === null ? { evidence } : { evidence, fixed };
});
