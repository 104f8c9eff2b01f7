/** What one request for the log gets. */
export interface LogPiece {
  readonly text: string;
  /** Where the next request starts: bytes of the stored log, whatever the text that was sent comes to. */
  readonly size: number;
  readonly more: boolean;
}

/**
 * The log of a build with Stapler's progressive text (`LargeText.doProgressText`): offsets count bytes of the stored log;
 * what is sent ends at a line's end until the build has ended; line ends are sent as CR LF; and a start beyond the end
 * begins anew, as after a log that was cut.
 */
export class ConsoleLog {
  #bytes = Buffer.alloc(0);
  #complete = false;

  append(text: string): void {
    this.#bytes = Buffer.concat([this.#bytes, Buffer.from(text)]);
  }

  close(): void {
    this.#complete = true;
  }

  get text(): string {
    return this.#bytes.toString('utf8');
  }

  from(wanted: number): LogPiece {
    const start = wanted > this.#bytes.length ? 0 : wanted;
    const end = this.#complete ? this.#bytes.length : Math.max(start, this.#bytes.lastIndexOf(0x0a) + 1);
    const text = this.#bytes.subarray(start, end).toString('utf8');
    return { text: text.replaceAll(/\r?\n/g, '\r\n'), size: end, more: !this.#complete };
  }
}
