type Fields = Readonly<Record<string, unknown>>;

/**
 * The spec that a repository gives, over the pipeline's own: of a section that both write, each field of the repository's.
 * What a repository may not write was refused before.
 */
export function mergedSpec(own: Fields, given: unknown): Fields {
  if (!isFields(given)) return own;
  const merged: Record<string, unknown> = { ...own };
  for (const [section, value] of Object.entries(given)) {
    const before = Object.hasOwn(own, section) ? own[section] : undefined;
    merged[section] = isFields(before) && isFields(value) ? { ...before, ...value } : value;
  }
  return merged;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
