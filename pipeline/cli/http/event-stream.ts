/** One server-sent event. */
export interface StreamEvent {
  /** The last id that the stream named, '' before the first. */
  readonly id: string;
  readonly event: string;
  readonly data: string;
}

/** Takes a text/event-stream apart as the HTML standard says (9.2.6), however it was cut into pieces. */
export class EventStreamParser {
  #rest = '';
  #started = false;
  #id = '';
  #event = '';
  #data: string[] = [];

  /** The events that this piece completes. */
  feed(piece: string): StreamEvent[] {
    let text = this.#rest + piece;
    if (!this.#started && text !== '') {
      this.#started = true;
      if (text.startsWith('\uFEFF')) text = text.slice(1);
    }
    const events: StreamEvent[] = [];
    let from = 0;
    for (;;) {
      const end = text.slice(from).search(/[\r\n]/);
      if (end < 0) break;
      const at = from + end;
      // A CR at the very end may be the first half of a CRLF.
      if (text[at] === '\r' && at + 1 === text.length) break;
      const event = this.#line(text.slice(from, at));
      if (event) events.push(event);
      from = at + (text.startsWith('\r\n', at) ? 2 : 1);
    }
    this.#rest = text.slice(from);
    return events;
  }

  #line(line: string): StreamEvent | null {
    if (line === '') return this.#dispatch();
    const colon = line.indexOf(':');
    if (colon === 0) return null;
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'data') this.#data.push(value);
    else if (field === 'event') this.#event = value;
    else if (field === 'id' && !value.includes('\0')) this.#id = value;
    return null;
  }

  #dispatch(): StreamEvent | null {
    const data = this.#data.join('\n');
    const event = this.#event || 'message';
    const empty = this.#data.length === 0;
    this.#data = [];
    this.#event = '';
    return empty ? null : { id: this.#id, event, data };
  }
}
