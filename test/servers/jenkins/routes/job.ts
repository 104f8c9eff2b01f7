import type { Folder, Job } from '../items.ts';
import { pruned } from '../tree.ts';
import { allowed, type Call, posted, redirect } from './answer.ts';
import { bodyOf, formOf, send, sendEmpty, sendFailure, sendJson, sendPage } from './reply.ts';

/** What is asked of a job. */
export async function answerJob(call: Call, job: Job, rest: readonly string[]): Promise<void> {
  const { controller, response, request, query } = call;
  switch (rest.join('/')) {
    case 'api/json':
      return sendJson(response, pruned(controller.views.job(job), query.get('tree')));
    case 'config.xml':
      if (request.method === 'POST') return postConfig(call, job);
      // Its source may hold what a reader should not see.
      if (allowed(call, 'configure')) send(response, 200, 'application/xml', job.config);
      return;
    case 'build':
      return build(call, job, false);
    case 'buildWithParameters':
      return build(call, job, true);
    case 'enable':
    case 'disable':
      if (!posted(call) || !allowed(call, 'configure')) return;
      job.switchedOff = rest[0] === 'disable';
      return redirect(call, 302, '');
    case 'doDelete':
      if (!posted(call) || !allowed(call, 'configure')) return;
      controller.items.remove(job.fullName);
      return redirect(call, 302, '');
    default:
      return sendPage(response, 404, 'Not Found');
  }
}

/** Replaces what an item is. XML that is not well-formed is a 500, as an exception of the parser is. */
export async function postConfig(call: Call, item: Job | Folder): Promise<void> {
  if (!allowed(call, 'configure')) return;
  const xml = (await bodyOf(call.request)).toString('utf8');
  if (!looksLikeXml(xml)) return sendPage(call.response, 500, 'Failed to parse config.xml');
  item.config = xml;
  sendEmpty(call.response, 200);
}

/** `ItemGroupMixIn.createTopLevelItem` from XML. */
export async function createItem(call: Call, folder: string): Promise<void> {
  const { controller, request, response, query } = call;
  if (!posted(call) || !allowed(call, 'create')) return;
  const type = request.headers['content-type'];
  if (type === undefined) return sendFailure(response, 'No Content-Type header set');
  const name = query.get('name')?.trim();
  if (!name) return sendFailure(response, "Query parameter 'name' is required");
  if (/[?*/\\%!@#$^&|<>[\]:;]/.test(name)) return sendFailure(response, `‘${name}’ is an unsafe character`);
  const fullName = folder === '' ? name : `${folder}/${name}`;
  if (controller.items.get(fullName) !== undefined)
    return sendFailure(response, `A job already exists with the name ‘${name}’`);
  if (!/^(application|text)\/xml/.test(type)) return sendFailure(response, 'No mode given');
  const xml = (await bodyOf(request)).toString('utf8');
  if (!looksLikeXml(xml)) return sendPage(response, 500, 'Failed to parse config.xml');
  controller.items.add(fullName, xml);
  sendEmpty(response, 200);
}

async function build(call: Call, job: Job, withParameters: boolean): Promise<void> {
  const { controller, request, response, query, caller } = call;
  if (!posted(call) || !allowed(call, 'build')) return;
  const declared = job.parameters;
  const { fields, files } = await formOf(request);
  if (job.disabled) return sendPage(response, 409, `${job.fullName} is not buildable`);
  if (withParameters && declared.length === 0)
    return sendPage(response, 400, `${job.fullName} is not parameterized`);
  // The form of the page is wanted there, which a client has not.
  if (!withParameters && declared.length > 0) return sendPage(response, 400, 'Nothing is submitted');
  // What the job does not declare is left out without a word.
  const given = (name: string) => fields.get(name) ?? query.get(name);
  const parameters = new Map(
    declared
      .filter(({ kind }) => !kind.includes('File'))
      .map(({ name, defaultValue }) => [name, given(name) ?? defaultValue] as const),
  );
  const wanted = new Map([...files].filter(([name]) => declared.some((one) => one.name === name)));
  const quiet = query.get('delay');
  const seconds = quiet === null ? (controller.options.quietSeconds ?? 0) : Number.parseInt(quiet, 10);
  const cause = `Started by user ${caller.user.name}`;
  const { item, created } = controller.queue.schedule(
    { job, parameters, files: wanted, cause },
    seconds * 1000,
  );
  redirect(call, created ? 201 : 303, `queue/item/${item.id}/`);
}

function looksLikeXml(text: string): boolean {
  return /^\s*<(\?xml|[A-Za-z])/.test(text) && /<\/[\w.-]+>\s*$|\/>\s*$/.test(text);
}
