import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import type { Build } from '../build.ts';
import type { Job } from '../items.ts';
import { pruned } from '../tree.ts';
import { allowed, type Call, posted, redirect } from './answer.ts';
import { formOf, send, sendEmpty, sendFailure, sendJson, sendPage } from './reply.ts';

/** What files that builds made are served with (`DirectoryBrowserSupport`). */
export const CONTENT_SECURITY_POLICY =
  "sandbox allow-same-origin; default-src 'none'; img-src 'self'; style-src 'self';";

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.json': 'application/json',
  '.xml': 'application/xml',
  '.txt': 'text/plain',
};

/** What is asked of a build. */
export async function answerBuild(
  call: Call,
  job: Job,
  number: number,
  rest: readonly string[],
): Promise<void> {
  const { controller, response, query } = call;
  const build = job.build(number);
  if (build === undefined) return sendPage(response, 404, 'Not Found');
  const here = `${controller.views.urlOf(job).slice(controller.rootUrl.length)}${number}/`;
  const path = rest.join('/');
  if (path === 'api/json')
    return sendJson(response, pruned(controller.views.build(build), query.get('tree')));
  if (path === 'logText/progressiveText') return progressive(call, build);
  if (path === 'consoleText') return send(response, 200, 'text/plain;charset=utf-8', build.log.text);
  if (path === 'stop' || path === 'term' || path === 'kill') {
    if (!posted(call) || !allowed(call, 'cancel')) return;
    build.stop(call.caller.user.name);
    return redirect(call, 302, here);
  }
  if (rest[0] === 'input') return answerInput(call, build, rest.slice(1));
  if (rest[0] === 'wfapi' && rest[1] === 'pendingInputActions')
    return sendJson(
      response,
      build.inputs.map(({ id, message }) => ({ id, message, proceedText: 'Proceed' })),
    );
  if (rest[0] === 'artifact') return serve(call, build.archive, rest.slice(1));
  const published = build.published.get(rest[0] ?? '');
  if (published !== undefined) return serve(call, published, rest.slice(1));
  return sendPage(response, 404, 'Not Found');
}

async function progressive(call: Call, build: Build): Promise<void> {
  const { fields } = await formOf(call.request);
  const start = Number.parseInt(fields.get('start') ?? call.query.get('start') ?? '0', 10);
  const { text, size, more } = build.log.from(start);
  send(call.response, 200, 'text/plain;charset=utf-8', text, {
    'x-text-size': String(size),
    ...(more ? { 'x-more-data': 'true' } : {}),
  });
}

async function answerInput(call: Call, build: Build, [id, what]: readonly string[]): Promise<void> {
  const { response, caller } = call;
  const input = build.inputs.find((one) => one.id === id);
  if (input === undefined) return sendPage(response, 404, 'Not Found');
  const proceed = what === 'proceedEmpty' || what === 'proceed';
  if (!proceed && what !== 'abort') return sendPage(response, 404, 'Not Found');
  if (!posted(call)) return;
  const { name, may } = caller.user;
  if (
    input.submitters.length > 0
      ? !input.submitters.includes(name) && !may.includes('administer')
      : !may.includes('build')
  )
    return sendFailure(response, `You need to be ${input.submitters.join(', ')} to submit this.`);
  input.settle({ by: name, proceed });
  sendEmpty(response, 200);
}

async function serve({ response }: Call, root: string, rest: readonly string[]): Promise<void> {
  const path = normalize(join(root, ...rest));
  if (!path.startsWith(`${root}/`)) return sendPage(response, 404, 'Not Found');
  const bytes = await readFile(path).catch(() => null);
  if (bytes === null) return sendPage(response, 404, 'Not Found');
  send(response, 200, TYPES[extname(path)] ?? 'application/octet-stream', bytes, {
    'content-security-policy': CONTENT_SECURITY_POLICY,
    'x-webkit-csp': CONTENT_SECURITY_POLICY,
  });
}
