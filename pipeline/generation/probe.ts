import type { GenerationSettings } from '../config/generation-settings.ts';
import type { HealthCheck } from '../contracts/service.ts';
import { NoReply } from '../egress/no-reply.ts';
import { getJson } from './post-json.ts';

const PATIENCE_SECONDS = 10;
const LISTED = 5;

/**
 * Whether the endpoint answers and knows the model, told by its list of models: that costs nothing, while every question would.
 * Nothing that the endpoint wrote is shown but names of models.
 */
export async function probeEndpoint(
  settings: GenerationSettings,
  signal: AbortSignal,
): Promise<Pick<HealthCheck, 'status' | 'detail'>> {
  const { key, inside, model } = settings;
  const url = new URL(settings.url);
  url.pathname = `${url.pathname.replace(/\/+$/, '')}/models`;
  try {
    const { status, body } = await getJson(url, { key, inside, signal, timeoutSeconds: PATIENCE_SECONDS });
    if (status !== 200) return { status: status === 404 ? 'warn' : 'fail', detail: `HTTP ${status}` };
    const names = namesIn(body);
    // An endpoint that lists nothing may still have the model: some list none.
    if (names === null || names.length === 0) return { status: 'warn', detail: model };
    if (names.includes(model)) return { status: 'ok', detail: model };
    return { status: 'warn', detail: `${model} ∉ ${names.slice(0, LISTED).join(', ')}` };
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof NoReply) return { status: 'fail', detail: error.message };
    throw error;
  }
}

function namesIn(body: string): string[] | null {
  try {
    const { data } = JSON.parse(body) as { data?: { id?: unknown }[] };
    return Array.isArray(data) ? data.map((one) => String(one?.id ?? '').slice(0, 100)) : null;
  } catch {
    // Whatever it is that answers there, it does not list models.
    return null;
  }
}
