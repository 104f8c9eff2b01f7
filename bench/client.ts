import { execFile, spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { DatasetVersionView, RunView } from '../pipeline/contracts/views.ts';

/** As little of a client as measuring takes. */
export async function upload(url: string, name: string, file: Blob): Promise<DatasetVersionView> {
  const body = new FormData();
  body.append('file', file, 'rows.csv');
  return json(await fetch(`${url}/v1/datasets/${name}/versions`, { method: 'POST', body }));
}

/** Seconds that a process of its own takes to upload a file. */
export async function timedUpload(url: string, name: string, file: string): Promise<number> {
  const program = fileURLToPath(new URL('./upload-file.ts', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, ['--import=tsx', program, url, name, file]);
  return Number(stdout);
}

/** A process of its own asks for the list of runs until `end`, which gives the seconds of each answer. */
export function askForRuns(url: string): { end(): Promise<number[]> } {
  const program = fileURLToPath(new URL('./ask-runs.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import=tsx', program, url], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const output = text(child.stdout);
  return {
    end: async () => {
      child.stdin.end();
      return JSON.parse(await output) as number[];
    },
  };
}

/** Starts a run and waits for its last event. */
export async function runToEnd(
  url: string,
  dataset: string,
  seed: number,
  spec: object = {},
): Promise<RunView> {
  const body = JSON.stringify({ name: 'bench', dataset, spec: { train: { seed }, ...spec } });
  const headers = { 'content-type': 'application/json' };
  const run = await json<RunView>(await fetch(`${url}/v1/runs`, { method: 'POST', headers, body }));
  await (await fetch(`${url}/v1/runs/${run.id}/events`)).arrayBuffer();
  return json(await fetch(`${url}/v1/runs/${run.id}`));
}

async function json<T>(response: Response): Promise<T> {
  if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
  return (await response.json()) as T;
}
