/** Kinds of files that a report consists of, by their ending. */
const PAGE_MEDIA: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml; charset=utf-8',
  png: 'image/png',
};

export const BINARY_MEDIA = 'application/octet-stream';

/** Media type of a report file that browsers show, or null for one that they save. */
export function pageMedia(path: string): string | null {
  return PAGE_MEDIA[path.slice(path.lastIndexOf('.') + 1)] ?? null;
}
