import type { DocumentNumber } from './official-document.ts';

const NUMBER = /^(.{1,20}?)字?第([0-9A-Z]{3,20}|[〇○零一二三四五六七八九十]{3,20})(?:之([0-9]{1,4}))?號$/;

/** 發文字號 as a text writes it; year and serial are not told apart there, since agencies cut them differently. */
export function officialNumber(written: string): DocumentNumber {
  const text = written.trim();
  const match = NUMBER.exec(text.normalize('NFKC').replace(/\s/g, ''));
  if (!match) return { text };
  const [, word, serial, branch] = match;
  return { text, word: word!, serial: serial!, ...(branch === undefined ? {} : { branch }) };
}
