import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Aborted, type Build, type Executor, type Result } from '../servers/jenkins/build.ts';
import { type BuildOptions, type BuildPage, BY_HAND, PipelineBuild } from './pipeline-build.ts';

/** What a controller knows beside its jobs. */
export type Controller = Pick<BuildOptions, 'home' | 'libraries' | 'credentials' | 'environment' | 'plugins'>;

/** Performs the builds of the stand-in controller: the job's own script, or its repository's Jenkinsfile, by Groovy. */
export function performPipelines(controller: Controller): Executor {
  return async (build) => {
    const job = jobOf(build);
    await keepFiles(build, join(controller.home, 'jobs', job.job, 'builds', String(build.number), 'stashes'));
    const pipeline = await PipelineBuild.start({ ...controller, ...job });
    if (pipeline === null) throw new Error('there is no Java on this machine');
    const stop = (): void => pipeline.abort((build.signal.reason as Aborted).by);
    build.signal.addEventListener('abort', stop, { once: true });
    // The controller says itself how a build ended.
    pipeline.onLog((text) => build.log.append(text.replace(/^Finished: \w+\n$/m, '')));
    const over = new AbortController();
    const asked = relayQuestions(build, pipeline, over.signal);
    try {
      const page = await pipeline.ended();
      await show(build, pipeline, page);
      return page.result as Result;
    } finally {
      over.abort();
      await asked;
      await pipeline.dispose();
      build.signal.removeEventListener('abort', stop);
    }
  };
}

/** Parameters of the plugin file-parameters are stashes of their own names, each with one file of that name. */
async function keepFiles(build: Build, stashes: string): Promise<void> {
  for (const [name, bytes] of build.files) {
    await mkdir(join(stashes, name), { recursive: true });
    await writeFile(join(stashes, name, name), bytes);
  }
}

/** What the pipeline has put on its page so far is on the build's. */
async function show(build: Build, pipeline: PipelineBuild, page: BuildPage): Promise<void> {
  build.description = page.description;
  for (const path of page.artifacts) await build.archiveFile(path, join(pipeline.directory, 'archive', path));
  for (const { name, directory } of page.html) build.published.set(addressOf(name), directory);
}

/** People answer at the controller; the pipeline waits for what they say. */
async function relayQuestions(build: Build, pipeline: PipelineBuild, over: AbortSignal): Promise<void> {
  const ended = once(over, 'abort').then(() => null);
  while (!over.aborted) {
    const question = await Promise.race([pipeline.asks().catch(() => ended), ended]);
    if (question === null) return;
    pipeline.questionTaken();
    await show(build, pipeline, pipeline.page);
    try {
      const { message, submitters } = question;
      pipeline.answer(await build.input(question.id, message, submitters), true);
    } catch (error) {
      if (!(error instanceof Aborted)) throw error;
      if (!build.signal.aborted) pipeline.answer(error.by, false);
    }
  }
}

function jobOf(build: Build) {
  const { config, fullName, script } = build.job;
  const text = (tag: string) => new RegExp(`<${tag}>([^<]*)</${tag}>`).exec(config)?.[1];
  const url = text('url');
  return {
    job: fullName.replaceAll('/', '-'),
    number: build.number,
    url: build.url.replace(/job\/.*$/, ''),
    parameters: Object.fromEntries(build.parameters),
    causes: BY_HAND,
    ...(url === undefined
      ? { scm: null, script }
      : {
          scm: { url, branch: branchIn(config) },
          scriptPath: text('scriptPath') ?? 'Jenkinsfile',
        }),
  };
}

function branchIn(config: string): string {
  return /<hudson\.plugins\.git\.BranchSpec>\s*<name>(?:\*\/)?([^<]*)</.exec(config)?.[1] ?? 'main';
}

/** How HTML Publisher makes an address of a report's name: what is not a letter or digit by its bytes. */
function addressOf(name: string): string {
  return Array.from(Buffer.from(name), (byte) =>
    /[A-Za-z0-9]/.test(String.fromCharCode(byte))
      ? String.fromCharCode(byte)
      : `_${byte.toString(16).padStart(2, '0')}`,
  ).join('');
}
