/**
 * Works on so many items at a time and gives the results in the order of the items. Where one fails, those under way are
 * waited for before the error goes on, so that nothing that they bring is lost.
 */
export async function* inOrder<T, R>(
  items: Iterable<T>,
  width: number,
  work: (item: T) => Promise<R>,
): AsyncGenerator<R> {
  const underWay: Promise<R>[] = [];
  try {
    for (const item of items) {
      const started = work(item);
      // It may fail before its turn to be waited for.
      started.catch(() => {});
      underWay.push(started);
      if (underWay.length >= width) yield await underWay.shift()!;
    }
    while (underWay.length > 0) yield await underWay.shift()!;
  } finally {
    await Promise.allSettled(underWay);
  }
}
