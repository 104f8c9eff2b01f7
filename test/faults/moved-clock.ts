import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Where Debian's `libfaketime` lies, or what LIBFAKETIME names; null where it is not installed. */
function libfaketime(): string | null {
  const { LIBFAKETIME } = process.env;
  const places = [
    LIBFAKETIME ?? '',
    ...['x86_64', 'aarch64'].map((cpu) => `/usr/lib/${cpu}-linux-gnu/faketime/libfaketimeMT.so.1`),
  ];
  return places.find((place) => place !== '' && existsSync(place)) ?? null;
}

/** What moves clocks here. */
export const CLOCK_MOVER = libfaketime() === null ? 'dates of Node moved' : 'libfaketime';

/** Words that start a program with its clock moved by so many hours: by libfaketime, else Node's dates alone. */
export function movedClock(hours: number): readonly string[] {
  const library = libfaketime();
  if (library === null)
    return [
      'env',
      `MOVED_HOURS=${hours}`,
      `NODE_OPTIONS=--import=${join(import.meta.dirname, 'moved-date.mjs')}`,
    ];
  const by = `${hours > 0 ? '+' : ''}${hours}h`;
  // How long something takes is no question of what time it is.
  return ['env', `LD_PRELOAD=${library}`, `FAKETIME=${by}`, 'FAKETIME_DONT_FAKE_MONOTONIC=1'];
}
