import type { TokenPrice } from '../contracts/generation.ts';
import { type EnvironmentReader, invalidSetting } from './environment-reader.ts';
import { isLoopback } from './loopback.ts';

/** An endpoint with the chat completions of OpenAI: vLLM, Ollama, LiteLLM, llama.cpp or the vendor itself. */
export interface GenerationSettings {
  /** What `/chat/completions` is put after; without user name, query and fragment. */
  readonly url: URL;
  readonly key: string | null;
  readonly model: string;
  /** True: it belongs to the organisation, so that personal data may go there. */
  readonly inside: boolean;
  readonly concurrency: number;
  /** For one answer, from the first byte sent to the last one received. */
  readonly timeoutSeconds: number;
  readonly price: TokenPrice | null;
  /** Fields that every request has beside ours: what one engine or model needs and others do not know. */
  readonly extra: Readonly<Record<string, unknown>>;
}

const URL_NAME = 'TOUCHSTONE_GENERATE_URL';
const PRICE_NAME = 'TOUCHSTONE_GENERATE_PRICE';
const EXTRA_NAME = 'TOUCHSTONE_GENERATE_EXTRA';
const MODEL = /^[^\s\p{Cc}]{1,200}$/u;
const KEY = /^[\x21-\x7e]{1,4096}$/;
const PRICE = /^(\d{1,6}(?:\.\d{1,6})?)\/(\d{1,6}(?:\.\d{1,6})?)$/;

/** The endpoint that the environment names, or null. Errors: `SETTINGS_INVALID`; no message repeats the key. */
export function readGenerationSettings(read: EnvironmentReader): GenerationSettings | null {
  const written = read.url(URL_NAME, ['http:', 'https:']);
  if (written === null) return null;
  const url = new URL(written);
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    throw invalidSetting(
      URL_NAME,
      'it must have no user name, query or fragment; the key goes into TOUCHSTONE_GENERATE_KEY',
    );
  }
  const inside = read.flag('TOUCHSTONE_GENERATE_INSIDE', false);
  if (url.protocol === 'http:' && !inside && !isLoopback(url.hostname.replace(/^\[|\]$/g, ''))) {
    throw invalidSetting(URL_NAME, 'an endpoint that is not inside must be https, or on this machine');
  }
  const key = read.optional('TOUCHSTONE_GENERATE_KEY');
  if (key !== null && !KEY.test(key)) {
    throw invalidSetting(
      'TOUCHSTONE_GENERATE_KEY',
      'it holds a space, a line break or another character no key has',
    );
  }
  const model = read.required('TOUCHSTONE_GENERATE_MODEL', URL_NAME);
  if (!MODEL.test(model))
    throw invalidSetting('TOUCHSTONE_GENERATE_MODEL', 'it must be a name without spaces');
  return {
    url,
    key,
    model,
    inside,
    concurrency: read.integer('TOUCHSTONE_GENERATE_CONCURRENCY', 4, 1, 256),
    timeoutSeconds: read.integer('TOUCHSTONE_GENERATE_TIMEOUT', 120, 1, 3600),
    price: priceIn(read),
    extra: extraIn(read),
  };
}

/** Fields that are ours to fill. */
const OURS = ['model', 'messages', 'stream', 'response_format', 'temperature', 'max_tokens', 'seed', 'n'];
const MOST_EXTRA = 4096;

function extraIn(read: EnvironmentReader): GenerationSettings['extra'] {
  const written = read.optional(EXTRA_NAME);
  if (written === null) return {};
  const fields = objectIn(written);
  if (fields === null || written.length > MOST_EXTRA)
    throw invalidSetting(EXTRA_NAME, `it must be a JSON object, such as {"reasoning_effort":"none"}`);
  const taken = OURS.find((name) => Object.hasOwn(fields, name));
  if (taken !== undefined)
    throw invalidSetting(EXTRA_NAME, `"${taken}" follows from the spec and cannot be set here`);
  return fields;
}

function objectIn(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    // The error says what it must be.
    return null;
  }
}

function priceIn(read: EnvironmentReader): TokenPrice | null {
  const written = read.optional(PRICE_NAME);
  if (written === null) return null;
  const parts = PRICE.exec(written);
  if (parts === null) {
    throw invalidSetting(
      PRICE_NAME,
      `"${written.slice(0, 40)}" is not two prices for a million tokens, of questions and answers: 0.15/0.60`,
    );
  }
  return { input: Number(parts[1]), output: Number(parts[2]) };
}
