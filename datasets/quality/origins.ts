import { digestWords } from '../fingerprint/content.ts';
import { DigestColumn } from '../fingerprint/digest-column.ts';
import { type Digest128, DigestIndex } from '../fingerprint/digest-index.ts';

/** What the content of changed records was when they came, by id: some 60 bytes each. */
export class Origins {
  readonly #index = new DigestIndex();
  readonly #contents = new DigestColumn();

  add(id: string, content: Digest128): void {
    if (this.#index.add(digestWords(id), this.#contents.length) === undefined) this.#contents.push(content);
  }

  /** undefined for a record that was not changed. */
  of(id: string): Digest128 | undefined {
    const row = this.#contents.length === 0 ? undefined : this.#index.get(digestWords(id));
    return row === undefined ? undefined : this.#contents.at(row);
  }
}
