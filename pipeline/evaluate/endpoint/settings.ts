import type { GenerationSettings } from '../../config/generation-settings.ts';
import { isLoopback } from '../../config/loopback.ts';
import { TouchstoneError } from '../../contracts/errors/error.ts';

/** Requests under way at the same time, and seconds for one answer; those of generation. */
const CONCURRENCY = 4;
const TIMEOUT_SECONDS = 120;

const MODEL = /^[^\s\p{Cc}]{1,200}$/u;
const KEY = /^[\x21-\x7e]{1,4096}$/;

/** An endpoint as a person names it. */
export interface NamedEndpoint {
  /** What `/chat/completions` is put after. */
  readonly url: string;
  readonly model: string;
  /** null: none is sent. */
  readonly key: string | null;
  /** It belongs to the organisation: what is sent there is not masked. */
  readonly inside: boolean;
}

/** Error: `EVALUATION_ENDPOINT`, which repeats neither the key nor anything else of it. */
export function endpointSettings({ url: text, model, key, inside }: NamedEndpoint): GenerationSettings {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !['http:', 'https:'].includes(url.protocol)) throw invalid('url');
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    throw invalid('url_parts');
  }
  if (url.protocol === 'http:' && !inside && !isLoopback(url.hostname.replace(/^\[|\]$/g, ''))) {
    throw invalid('https');
  }
  if (!MODEL.test(model)) throw invalid('model');
  if (key !== null && !KEY.test(key)) throw invalid('key');
  return {
    ...{ url, model, key, inside, price: null, extra: {} },
    concurrency: CONCURRENCY,
    timeoutSeconds: TIMEOUT_SECONDS,
  };
}

const EXPECTED = {
  url: 'http:// or https:// and a host',
  url_parts: 'no user name, query or fragment; the key goes into a variable that --key-env names',
  https: 'https, an address of this machine, or --inside',
  model: 'a model name without spaces',
  key: 'a key without spaces or line breaks',
} as const;

function invalid(what: keyof typeof EXPECTED): TouchstoneError {
  return new TouchstoneError('EVALUATION_ENDPOINT', { params: { expected: EXPECTED[what] } });
}
