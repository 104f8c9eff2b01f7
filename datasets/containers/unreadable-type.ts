/** Thrown for a column whose type has no place in a record. */
export class UnreadableType extends Error {
  readonly field: string;
  readonly type: string;

  constructor(field: string, type: string) {
    super(`${field} is ${type}`);
    this.field = field;
    this.type = type;
  }
}

/** Thrown for values compressed in a way that is not known here. */
export class UnknownCodec extends Error {
  readonly codec: string;

  constructor(codec: string) {
    super(codec);
    this.codec = codec;
  }
}
