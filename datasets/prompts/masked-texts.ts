import { findPersonal } from '../personal/find.ts';
import { Masker, unmask } from '../personal/mask.ts';

/**
 * The texts of one question as they may be sent: where the endpoint is not inside, personal data is masked by placeholders
 * before it leaves, the same value by the same one in all of them. Each question is masked by itself, so that the same
 * question always is in the same way.
 */
export class MaskedTexts {
  readonly #masker = new Masker();
  readonly #inside: boolean;
  #masked = 0;

  /** `texts`: all that will be shown; placeholders of their own keep their meaning. */
  constructor(texts: readonly string[], inside: boolean) {
    this.#inside = inside;
    for (const text of inside ? [] : texts) this.#masker.reserve(text);
  }

  /** Pieces of personal data that were masked so far. */
  get masked(): number {
    return this.#masked;
  }

  shown(text: string): string {
    if (this.#inside) return text;
    const found = findPersonal(text);
    this.#masked += found.length;
    return this.#masker.mask(text, found).text;
  }

  /** An answer with the values back in place. */
  restored(answer: string): string {
    return unmask(answer, this.#masker.map);
  }
}
