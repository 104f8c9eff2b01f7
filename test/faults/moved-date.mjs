// Loaded before an agent where libfaketime is not installed: this program's dates are so many hours off. Nothing else reads the variable.
const off = Number(process.env.MOVED_HOURS) * 3_600_000;
const Real = Date;
globalThis.Date = /** @type {DateConstructor} */ (
  class extends Real {
    /** @param {unknown[]} given */
    constructor(...given) {
      // @ts-expect-error: as many arguments as were given
      super(...(given.length === 0 ? [Real.now() + off] : given));
    }

    /** @override */
    static now() {
      return Real.now() + off;
    }
  }
);
