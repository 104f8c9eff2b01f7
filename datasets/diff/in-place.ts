/**
 * Which of these places still follow each other: 1 for each member of a longest increasing subsequence, 0 for the
 * others, so that as few as possible are said to have moved (patience sorting, Fredman 1975: n log n).
 */
export function inPlace(places: Int32Array): Uint8Array {
  /** By length: where the subsequence of that length with the lowest end ends. */
  const ends = new Int32Array(places.length);
  const previous = new Int32Array(places.length);
  let longest = 0;
  for (const [at, place] of places.entries()) {
    const length = firstNotBelow(places, ends, longest, place);
    previous[at] = length === 0 ? -1 : ends[length - 1]!;
    ends[length] = at;
    if (length === longest) longest += 1;
  }
  const stays = new Uint8Array(places.length);
  for (let at = longest === 0 ? -1 : ends[longest - 1]!; at >= 0; at = previous[at]!) stays[at] = 1;
  return stays;
}

function firstNotBelow(places: Int32Array, ends: Int32Array, count: number, place: number): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (places[ends[middle]!]! < place) low = middle + 1;
    else high = middle;
  }
  return low;
}
