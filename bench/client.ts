import { openAsBlob } from 'node:fs';
import type { DatasetVersionView, RunView } from '../pipeline/contracts/views.ts';

/** As little of a client as measuring takes. */
export async function upload(url: string, name: string, file: string | Blob): Promise<DatasetVersionView> {
  const body = new FormData();
  body.append('file', typeof file === 'string' ? await openAsBlob(file) : file, 'rows.csv');
  return json(await fetch(`${url}/v1/datasets/${name}/versions`, { method: 'POST', body }));
}

/** Starts a run and waits for its last event. */
export async function runToEnd(url: string, dataset: string, seed: number): Promise<RunView> {
  const body = JSON.stringify({ name: 'bench', dataset, spec: { train: { seed } } });
  const headers = { 'content-type': 'application/json' };
  const run = await json<RunView>(await fetch(`${url}/v1/runs`, { method: 'POST', headers, body }));
  await (await fetch(`${url}/v1/runs/${run.id}/events`)).arrayBuffer();
  return json(await fetch(`${url}/v1/runs/${run.id}`));
}

async function json<T>(response: Response): Promise<T> {
  if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
  return (await response.json()) as T;
}
