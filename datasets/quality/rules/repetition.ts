import { detectRepetition } from '../../text/repetition/detect.ts';
import { textRule } from '../text-rule.ts';

/** A text that says one thing over and over. */
export const repetition = textRule((text) => {
  const found = detectRepetition(text);
  return found && { evidence: `${found.times} × ${found.phrase}` };
});
