import { type FileHandle, open } from 'node:fs/promises';
import { StringDecoder } from 'node:string_decoder';
import type { StageProgress } from '../../contracts/stage.ts';
import { progressOf, trainerEventSchema } from '../trainer-events.ts';

const LONGEST_READ = 4 * 1024 * 1024;

/** Reads what was added to a job's file of events since the last time. */
export class EventsTail {
  readonly #path: string;
  readonly #decoder = new StringDecoder('utf8');
  #offset = 0;
  #rest = '';

  constructor(path: string) {
    this.#path = path;
  }

  /** The news, in their order; none where the file is not there yet, or the file system is away for a moment. */
  async news(): Promise<StageProgress[]> {
    let file: FileHandle | undefined;
    try {
      file = await open(this.#path, 'r');
      const { size } = await file.stat();
      const buffer = Buffer.alloc(Math.min(size - this.#offset, LONGEST_READ));
      if (buffer.length <= 0) return [];
      const { bytesRead } = await file.read(buffer, 0, buffer.length, this.#offset);
      this.#offset += bytesRead;
      const lines = (this.#rest + this.#decoder.write(buffer.subarray(0, bytesRead))).split('\n');
      this.#rest = lines.pop()!;
      return lines.flatMap(progressIn);
    } catch {
      // Progress is for people who watch; the job's end is told by the cluster.
      return [];
    } finally {
      await file?.close();
    }
  }
}

function progressIn(line: string): StageProgress[] {
  let parsed: ReturnType<typeof trainerEventSchema.safeParse>;
  try {
    parsed = trainerEventSchema.safeParse(JSON.parse(line));
  } catch {
    // Cut off, or another program's.
    return [];
  }
  if (!parsed.success) return [];
  const progress = progressOf(parsed.data);
  return progress === null ? [] : [progress];
}
