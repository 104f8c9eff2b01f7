import { pruned } from '../tree.ts';
import { allowed, type Call, posted } from './answer.ts';
import { sendEmpty, sendJson, sendPage } from './reply.ts';

/** `/queue/…`. */
export async function answerQueue(call: Call): Promise<void> {
  const { controller, words, response, query } = call;
  const { queue, views } = controller;
  const path = words.slice(1).join('/');
  if (path === 'api/json') {
    const items = queue.waiting.map((item) => views.item(item));
    return sendJson(response, pruned({ _class: 'hudson.model.Queue', items }, query.get('tree')));
  }
  if (path === 'cancelItem') return cancel(call, Number(query.get('id')));
  const [, id, what] = /^item\/(\d+)\/(.+)$/.exec(path) ?? [];
  if (what === 'cancelQueue') return cancel(call, Number(id));
  const item = what === 'api/json' ? queue.get(Number(id)) : undefined;
  if (item === undefined) return sendPage(response, 404, 'Not Found');
  sendJson(response, pruned(views.item(item), query.get('tree')));
}

/** 204, or 404 where nothing waits under that id. */
async function cancel(call: Call, id: number): Promise<void> {
  if (!posted(call) || !allowed(call, 'cancel')) return;
  if (call.controller.queue.cancel(id)) sendEmpty(call.response, 204);
  else sendPage(call.response, 404, 'Not Found');
}
