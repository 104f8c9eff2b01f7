/** How a run is called on the page: A, B, C … in their order. */
export function letterOf(at: number): string {
  return String.fromCharCode(65 + at);
}

/** That letter, framed. */
export function Letter({ at }: { at: number }) {
  return <span class="letter">{letterOf(at)}</span>;
}
