import type { IncomingMessage } from 'node:http';
import { LANGUAGES, type Language } from '../../contracts/names.ts';

/** For readers who name no language: programs and their logs. */
export const DEFAULT_LANGUAGE: Language = 'en';

/** The language to answer a request in. */
export function languageOf(request: IncomingMessage): Language {
  return preferredLanguage(request.headers['accept-language']) ?? DEFAULT_LANGUAGE;
}

/**
 * The language that an Accept-Language header prefers among ours, or null when it names neither. Any Chinese reads
 * zh-TW, any English reads en. Ranges with q=0 are refused by the reader and do not count.
 */
export function preferredLanguage(header: string | undefined): Language | null {
  let best: { language: Language; quality: number } | null = null;
  for (const range of (header ?? '').slice(0, 500).split(',')) {
    const [tag = '', ...parameters] = range.trim().toLowerCase().split(';');
    const language = LANGUAGES.find((ours) => tag.split('-')[0] === ours.toLowerCase().split('-')[0]);
    const quality = Number(/^\s*q=([\d.]+)\s*$/.exec(parameters[0] ?? '')?.[1] ?? 1);
    if (language !== undefined && quality > (best?.quality ?? 0)) best = { language, quality };
  }
  return best?.language ?? null;
}
