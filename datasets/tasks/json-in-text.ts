/**
 * The JSON object or list that an answer is, or holds in a code block or between words; undefined where there is none.
 * An answer that is JSON as a whole is taken as it is, whatever it is.
 */
export function jsonInText(text: string): unknown {
  const whole = parsed(text);
  if (whole !== undefined) return whole;
  const starts = ['{', '['].map((open) => text.indexOf(open)).filter((at) => at >= 0);
  if (starts.length === 0) return undefined;
  const from = Math.min(...starts);
  const to = text.lastIndexOf(text[from] === '{' ? '}' : ']');
  return to < from ? undefined : parsed(text.slice(from, to + 1));
}

/** Whether a value is a JSON object, and no list. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Most answers are no JSON; that is for the caller to count.
    return undefined;
  }
}
