import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Caller, CRUMB_FIELD, type Permission } from '../access.ts';
import type { JenkinsController } from '../controller.ts';
import { Job } from '../items.ts';
import { pruned } from '../tree.ts';
import { answerBuild } from './build.ts';
import { answerJob, createItem, postConfig } from './job.ts';
import { answerQueue } from './queue.ts';
import { send, sendEmpty, sendJson, sendPage } from './reply.ts';

/** One request on its way through the controller. */
export interface Call {
  readonly controller: JenkinsController;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly caller: Caller;
  readonly query: URLSearchParams;
  /** Path below the controller's own, in words that are decoded. */
  readonly words: readonly string[];
}

/** Answers one request as the controller's filters and routes would. */
export async function answer(
  controller: JenkinsController,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://controller');
  controller.seen.push(`${request.method} ${url.pathname}${url.search}`);
  controller.seenHeaders.push({ ...request.headers });
  // So that no client meets a connection of the time before a restart.
  response.setHeader('connection', 'close');
  response.setHeader('x-content-type-options', 'nosniff');
  if (controller.starting) return sendPage(response, 503, 'Starting Jenkins', { 'retry-after': '5' });
  if (!url.pathname.startsWith(`${controller.prefix}/`)) return sendPage(response, 404, 'Not Found');
  const caller = controller.access.callerOf(request);
  if (caller === 'wrong')
    // Jetty's own page, on which nothing tells of Jenkins but the realm.
    return sendPage(response, 401, 'Invalid password/token for user', {
      'www-authenticate': 'Basic realm="Jenkins"',
    });
  if (caller === null || !caller.user.may.includes('read')) return refuse(response, caller, 'read');
  if (caller.cookie !== null) response.setHeader('set-cookie', caller.cookie);
  const words = url.pathname
    .slice(controller.prefix.length)
    .split('/')
    .filter(Boolean)
    .map(decodeURIComponent);
  const call: Call = { controller, request, response, caller, query: url.searchParams, words };
  if (
    request.method === 'POST' &&
    controller.options.crumbs !== false &&
    !controller.access.crumbIsRight(caller, request)
  )
    return sendPage(response, 403, 'HTTP ERROR 403 No valid crumb was included in the request');
  try {
    await route(call);
  } catch (error) {
    if (!response.headersSent) sendPage(response, error instanceof SyntaxError ? 400 : 500, String(error));
  }
}

async function route(call: Call): Promise<void> {
  const { controller, words, response, query } = call;
  const path = words.join('/');
  if (path === 'api/json') return sendJson(response, pruned(rootOf(call), query.get('tree')));
  if (path === 'crumbIssuer/api/json') return answerCrumb(call);
  if (path === 'pluginManager/api/json') return answerPlugins(call);
  if (words[0] === 'queue') return answerQueue(call);
  if (path === 'createItem') return createItem(call, '');
  return answerItem(call, controller);
}

/** `/job/a/job/b/…`: the longest run of `job/<name>` names the item, what follows is asked of it. */
async function answerItem(call: Call, { items, views }: JenkinsController): Promise<void> {
  const { words, response, query } = call;
  const names: string[] = [];
  let at = 0;
  for (; words[at] === 'job' && words[at + 1] !== undefined; at += 2) names.push(words[at + 1]!);
  const rest = words.slice(at);
  const item = items.get(names.join('/'));
  if (item === undefined) return sendPage(response, 404, 'Not Found');
  if (item instanceof Job) {
    if (/^\d+$/.test(rest[0] ?? '')) return answerBuild(call, item, Number(rest[0]), rest.slice(1));
    return answerJob(call, item, rest);
  }
  const what = rest.join('/');
  if (what === 'api/json')
    return sendJson(response, pruned(views.folder(item, items.below(item.fullName)), query.get('tree')));
  if (what === 'createItem') return createItem(call, item.fullName);
  if (what === 'config.xml' && call.request.method === 'GET')
    return send(response, 200, 'application/xml', item.config);
  if (what === 'config.xml') return postConfig(call, item);
  return sendPage(response, 404, 'Not Found');
}

function rootOf({ controller }: Call) {
  const { items, views, rootUrl } = controller;
  return {
    _class: 'hudson.model.Hudson',
    mode: 'NORMAL',
    nodeDescription: 'the Jenkins controller',
    numExecutors: controller.options.executors ?? 2,
    jobs: items.below('').map((item) => views.short(item)),
    quietingDown: controller.queue.held,
    useCrumbs: controller.options.crumbs !== false,
    useSecurity: true,
    url: rootUrl,
  };
}

async function answerCrumb(call: Call): Promise<void> {
  const { controller, response, caller } = call;
  if (controller.options.crumbs === false) return sendPage(response, 404, 'Not Found');
  sendJson(response, {
    _class: 'hudson.security.csrf.DefaultCrumbIssuer',
    crumb: controller.access.crumbFor(caller),
    crumbRequestField: CRUMB_FIELD,
  });
}

async function answerPlugins(call: Call): Promise<void> {
  const { controller, response, query } = call;
  if (!allowed(call, 'administer')) return;
  const plugins = (controller.options.plugins ?? []).map(({ shortName, version, active = true }) => ({
    active,
    enabled: active,
    shortName,
    version,
    longName: shortName,
    hasUpdate: false,
  }));
  sendJson(response, pruned({ _class: 'hudson.LocalPluginManager', plugins }, query.get('tree')));
}

/** Whether the caller may; where not, the refusal is sent. */
export function allowed({ caller, response }: Call, permission: Permission): boolean {
  if (caller.user.may.includes(permission)) return true;
  refuse(response, caller, permission);
  return false;
}

/** Whether it is a POST; where not, 405 is sent, as `RequirePOST` does. */
export function posted({ request, response }: Call): boolean {
  if (request.method === 'POST') return true;
  sendPage(response, 405, 'This URL requires POST', { allow: 'POST' });
  return false;
}

function refuse(response: ServerResponse, caller: Caller | null, permission: Permission): void {
  const name = caller?.user.name ?? 'anonymous';
  sendPage(
    response,
    403,
    caller === null ? 'Authentication required' : `${name} is missing the ${permission} permission`,
    {
      'x-you-are-authenticated-as': name,
      'x-required-permission': permission,
    },
  );
}

/** Redirects as Stapler does, with an absolute address. */
export function redirect(call: Call, status: number, path: string): void {
  sendEmpty(call.response, status, { location: `${call.controller.rootUrl}${path}` });
}
