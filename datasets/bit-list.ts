/** A growing list of yes and no, one bit each. */
export class BitList {
  #bits = new Uint8Array(1024);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(value: boolean): void {
    const at = this.#length >> 3;
    if (at === this.#bits.length) {
      const bits = new Uint8Array(this.#bits.length * 2);
      bits.set(this.#bits);
      this.#bits = bits;
    }
    if (value) this.#bits[at]! |= 1 << (this.#length & 7);
    this.#length += 1;
  }

  at(index: number): boolean {
    return (this.#bits[index >> 3]! & (1 << (index & 7))) !== 0;
  }
}
