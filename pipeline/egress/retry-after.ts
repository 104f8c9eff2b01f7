/** LiteLLM passes on what the provider behind it asks for, or asks itself, under a name of its own. */
const NAMES = ['retry-after', 'llm_provider-retry-after'] as const;

/**
 * Seconds that a `Retry-After` header asks for (RFC 9110, 10.2.3: whole seconds or a date), or `retry-after-ms`; null
 * where there is none that can be read.
 */
export function retryAfter(
  headers: Readonly<Record<string, string | readonly string[] | undefined>>,
  now: number,
): number | null {
  const milliseconds = headers['retry-after-ms'];
  if (typeof milliseconds === 'string' && /^\d{1,9}(\.\d+)?$/.test(milliseconds))
    return Number(milliseconds) / 1000;
  const written = NAMES.map((name) => headers[name]).find((value) => value !== undefined);
  if (typeof written !== 'string') return null;
  if (/^\d{1,9}(\.\d+)?$/.test(written)) return Number(written);
  const date = Date.parse(written);
  return Number.isNaN(date) ? null : Math.max(0, (date - now) / 1000);
}
