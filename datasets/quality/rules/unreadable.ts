import { detectUnreadable } from '../../text/unreadable/detect.ts';
import { textRule } from '../text-rule.ts';

/** Characters and texts that neither people nor a model can read. */
export const unreadable = textRule((text) => {
  const found = detectUnreadable(text);
  return found && { evidence: found.kinds.map(({ kind, count }) => `${kind} × ${count}`).join(', ') };
});
