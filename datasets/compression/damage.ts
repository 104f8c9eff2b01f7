/** Thrown by a decoder when its bytes are not what the format says. `truncated`: they are, but end too early. */
export class Damage extends Error {
  readonly truncated: boolean;

  constructor(message: string, truncated = false) {
    super(message);
    this.truncated = truncated;
  }
}

/** Throws unless `condition` holds; `what` says which rule of the format was broken. */
export function demand(condition: boolean, what: string): asserts condition {
  if (!condition) throw new Damage(what);
}
