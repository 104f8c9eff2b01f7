import { apiKeyVerifier } from '../../../../pipeline/api/access/api-keys.ts';
import { createApi } from '../../../../pipeline/api/app.ts';
import { type Listening, type ListenOptions, listen } from '../../../../pipeline/api/listen.ts';
import type { ApiFault, ApiOptions } from '../../../../pipeline/api/options.ts';
import type { DatasetVersionView, RunView } from '../../../../pipeline/contracts/views.ts';
import { FakeService } from './fake-service.ts';
import { MemoryIdempotency } from './memory-idempotency.ts';

export const READER_KEY = 'reader-key-0123456789';
export const OPERATOR_KEY = 'operator-key-0123456789';

/** An API over a fake service, listening on loopback. */
export interface TestApi extends Listening {
  readonly service: FakeService;
  /** What was logged as our own fault. */
  readonly faults: ApiFault[];
  upload(name: string, text: string): Promise<DatasetVersionView>;
  startRun(spec?: unknown): Promise<RunView>;
}

/** `beyondLoopback` makes it ask for keys, as if others could reach it. */
export async function startApi(
  options: Partial<ApiOptions> & {
    readonly beyondLoopback?: boolean;
    readonly listen?: Partial<ListenOptions>;
  } = {},
): Promise<TestApi> {
  const service = await FakeService.open();
  const faults: ApiFault[] = [];
  const { beyondLoopback = false, listen: listenOptions, ...apiOptions } = options;
  const keys = [
    { role: 'reader', key: READER_KEY },
    { role: 'operator', key: OPERATOR_KEY },
  ] as const;
  const app = createApi(service, {
    listensBeyondLoopback: beyondLoopback,
    apiKeys: beyondLoopback ? apiKeyVerifier(keys) : null,
    allowedHosts: [],
    allowedOrigins: [],
    uploadLimitBytes: 1024 * 1024,
    version: '0.0.0-test',
    idempotency: new MemoryIdempotency(),
    onError: (fault) => faults.push(fault),
    ...apiOptions,
  });
  const listening = await listen(app, { host: '127.0.0.1', port: 0, graceMs: 500, ...listenOptions });
  const headers = { authorization: `Bearer ${OPERATOR_KEY}` };
  const upload = async (name: string, text: string): Promise<DatasetVersionView> => {
    const response = await fetch(`${listening.url}/v1/datasets/${name}/versions`, {
      method: 'POST',
      headers,
      body: formWith(text),
    });
    if (response.status !== 201) throw new Error(await response.text());
    return (await response.json()) as DatasetVersionView;
  };
  return {
    ...listening,
    service,
    faults,
    upload,
    startRun: async (spec) => {
      const dataset = (await upload('letters', 'a line')).id;
      const body = JSON.stringify({ name: 'unit', dataset, ...(spec === undefined ? {} : { spec }) });
      const response = await fetch(`${listening.url}/v1/runs`, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body,
      });
      if (response.status !== 201) throw new Error(await response.text());
      return (await response.json()) as RunView;
    },
    close: async () => {
      await listening.close();
      await service.close();
    },
  };
}

/** A form with one file. */
export function formWith(text: string, filename = 'data.jsonl', field = 'file'): FormData {
  const form = new FormData();
  form.set(field, new Blob([text]), filename);
  return form;
}

/** POSTs JSON. */
export function postJson(
  url: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}
