import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One reading of a file. */
export interface Reading {
  readonly rows: number;
  /** Seconds of the clock and of the processor. */
  readonly wall: number;
  readonly cpu: number;
  /** Of the Arrow stream. */
  readonly bytes: number;
}

export interface PeerReport {
  readonly versions: Readonly<Record<string, string>>;
  /** Whether its table is ours, value for value. */
  readonly equal: boolean;
  /** `usual`: messages as lists of dicts, as pyarrow is mostly used; `columns`: flat columns put together by hand. */
  readonly usual: readonly Reading[];
  readonly columns: readonly Reading[];
}

/** msgspec and pyarrow on the same file; `own` is the Arrow stream that we made of it. */
export function runPeer(
  python: string,
  file: string,
  own: string,
  directory: string,
  repeat: number,
): PeerReport {
  const report = join(directory, 'peer.json');
  const script = join(import.meta.dirname, 'intake-peer.py');
  const { status } = spawnSync(python, [script, file, report, String(repeat), own], { stdio: 'inherit' });
  if (status !== 0) throw new Error(`The peer ended with ${status}`);
  return JSON.parse(readFileSync(report, 'utf8'));
}
