import { hash } from 'node:crypto';
import type { DatasetRecord } from '../../pipeline/contracts/record.ts';

/**
 * The question of a record as one text: every turn but the answer, with its role. Runs of space count as one space,
 * so that a line break more or less makes no new question; lengths keep turns apart whatever they hold.
 */
export function canonicalQuestion(record: DatasetRecord): string {
  const turns = record.messages.at(-1)?.role === 'assistant' ? record.messages.slice(0, -1) : record.messages;
  let text = '';
  for (const { role, content } of turns) {
    const squeezed = squeeze(content);
    text += `${role}:${squeezed.length}:${squeezed}\n`;
  }
  return text;
}

/** The text of the last user turn: what the record is about. */
export function questionText(record: DatasetRecord): string {
  return record.messages.findLast(({ role }) => role === 'user')?.content ?? '';
}

/** The answer of a record: its label, else its last assistant turn. */
export function answerText(record: DatasetRecord): string {
  return record.label ?? record.messages.findLast(({ role }) => role === 'assistant')?.content ?? '';
}

/** The text without space at its ends and with single spaces inside. */
export function squeeze(text: string): string {
  return LOOSE.test(text) ? text.replace(/\s+/g, ' ').trim() : text;
}

/** Space that is more or other than one plain space between words: most texts have none. */
const LOOSE = /[^\S ]| \s|^\s| $/;

/** Digest of question (`canonicalQuestion`) and answer, equal for records that are exact duplicates. */
export function contentWords(question: string, record: DatasetRecord): Uint32Array {
  return digestWords(`${question}${squeeze(answerText(record))}`);
}

/** The first 128 bits of a digest as people and decisions name it: 32 hexadecimal digits. */
export function digestText(words: Uint32Array): string {
  const bytes = Buffer.alloc(16);
  for (let i = 0; i < 4; i++) bytes.writeUInt32LE(words[i]!, i * 4);
  return bytes.toString('hex');
}

/** The words that `digestText` names. */
export function wordsOfDigest(text: string): Uint32Array {
  const bytes = Buffer.from(text, 'hex');
  return Uint32Array.from({ length: 4 }, (_, i) => bytes.readUInt32LE(i * 4));
}

/** SHA-256 as eight words, read little-endian so that it is the same on every machine. */
export function digestWords(text: string): Uint32Array {
  // One character a byte: half the time that a Buffer takes.
  const bytes = hash('sha256', text, 'binary');
  const words = new Uint32Array(8);
  for (let i = 0; i < words.length; i++) {
    const at = 4 * i;
    const low = bytes.charCodeAt(at) | (bytes.charCodeAt(at + 1) << 8);
    words[i] = low | (bytes.charCodeAt(at + 2) << 16) | (bytes.charCodeAt(at + 3) << 24);
  }
  return words;
}
