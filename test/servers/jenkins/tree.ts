/** What `?tree=` leaves of an answer: `a,b[c,d]`, with `{from,to}` after a list; null: everything. */
type Wanted = Map<string, { readonly inner: Wanted | null; readonly from: number; readonly to: number }>;

/** Cuts an answer to the fields that were asked for. `_class` is always there. */
export function pruned(value: unknown, tree: string | null): unknown {
  if (tree === null) return value;
  const rest = { text: tree };
  return prune(value, read(rest));
}

function read(rest: { text: string }): Wanted {
  const wanted: Wanted = new Map();
  for (;;) {
    const name = /^[\w*]+/.exec(rest.text)?.[0];
    if (name === undefined) throw new SyntaxError(`tree: a name was expected at "${rest.text}"`);
    rest.text = rest.text.slice(name.length);
    let inner: Wanted | null = null;
    if (rest.text.startsWith('[')) {
      rest.text = rest.text.slice(1);
      inner = read(rest);
      if (!rest.text.startsWith(']')) throw new SyntaxError('tree: ] was expected');
      rest.text = rest.text.slice(1);
    }
    const range = /^\{(\d*),(\d*)\}/.exec(rest.text);
    if (range !== null) rest.text = rest.text.slice(range[0].length);
    const to = range?.[2] ? Number(range[2]) : Number.POSITIVE_INFINITY;
    wanted.set(name, { inner, from: Number(range?.[1] ?? 0), to });
    if (!rest.text.startsWith(',')) return wanted;
    rest.text = rest.text.slice(1);
  }
}

function prune(value: unknown, wanted: Wanted): unknown {
  if (Array.isArray(value)) return value.map((one) => prune(one, wanted));
  if (typeof value !== 'object' || value === null) return value;
  const kept: [string, unknown][] = [];
  for (const [name, field] of Object.entries(value)) {
    const rule = wanted.get(name) ?? wanted.get('*');
    if (name === '_class') kept.push([name, field]);
    else if (rule !== undefined) {
      const part = Array.isArray(field) ? field.slice(rule.from, rule.to) : field;
      kept.push([name, rule.inner === null ? part : prune(part, rule.inner)]);
    }
  }
  return Object.fromEntries(kept);
}
