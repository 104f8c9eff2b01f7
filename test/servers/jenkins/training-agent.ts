import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Build, Executor } from './build.ts';

export interface AgentOptions {
  /** The agent's own environment: its interpreter, its base models. */
  readonly environment: Readonly<Record<string, string>>;
  readonly python: string;
}

/**
 * An agent that performs the training job by hand, step by step as `jenkins/training/pipeline.groovy` says, with the very
 * `agent.py` that the job's script holds and the real trainer. A `stop` ends the process with SIGTERM, as Jenkins' process
 * tree killer does; what comes after it is `post`.
 */
export function trainingAgent({ environment, python }: AgentOptions): Executor {
  return async (build: Build) => {
    const { workspace } = build;
    await writeFile(join(workspace, 'agent.py'), agentIn(build.job.script));
    for (const [name, bytes] of build.files) await writeFile(join(workspace, name), bytes);
    const parameters = Object.fromEntries(build.parameters);
    const child = spawn(python, ['agent.py'], {
      cwd: workspace,
      env: { ...environment, ...parameters, BUILD_ID: String(build.number) },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const onAbort = (): void => void child.kill('SIGTERM');
    build.signal.addEventListener('abort', onAbort);
    if (build.signal.aborted) onAbort();
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => build.log.append(text));
    const [status] = (await once(child, 'close')) as [number | null];
    if (existsSync(join(workspace, 'result'))) await build.archivePath('result');
    for (const name of ['TRAIN', 'VALIDATION', 'BASE', 'result', 'agent.py'])
      await rm(join(workspace, name), { recursive: true, force: true });
    build.signal.throwIfAborted();
    if (status !== 0) throw new Error(`script returned exit code ${status}`);
    return undefined;
  };
}

/** The text that `writeFile` writes, as Groovy reads it between three single quotes. */
function agentIn(script: string): string {
  const written = /writeFile file: 'agent\.py', encoding: 'UTF-8', text: '''([\s\S]*?)'''/.exec(script)?.[1];
  if (written === undefined) throw new Error('the job writes no agent.py');
  return written.replaceAll(/\\(.)/g, '$1');
}
