import { createHash } from 'node:crypto';
import { z } from 'zod';
import { TouchstoneError } from '../../contracts/errors/error.ts';
import type { Delivery, DeliveryReader, RawDelivery } from '../../contracts/git/delivery.ts';
import { BRANCH, type Forge } from '../../contracts/git-trigger.ts';
import { checkSignature, header } from './signature.ts';

/** The headers that say what happened, and how the delivery is called. */
const HEADERS: Readonly<Record<Forge, { event: readonly string[]; push: string; id: readonly string[] }>> = {
  github: { event: ['x-github-event'], push: 'push', id: ['x-github-delivery'] },
  gitea: {
    event: ['x-forgejo-event', 'x-gitea-event'],
    push: 'push',
    id: ['x-forgejo-delivery', 'x-gitea-delivery'],
  },
  gitlab: {
    event: ['x-gitlab-event'],
    push: 'Push Hook',
    id: ['webhook-id', 'idempotency-key', 'x-gitlab-event-uuid'],
  },
};

/** What a push says that is of use here; the rest is left alone. GitLab calls the repository `project`. */
const pushSchema = z.object({
  ref: z.string().max(1000),
  repository: z.object({ default_branch: z.string().max(300).optional() }).optional(),
  project: z.object({ default_branch: z.string().max(300).nullable().optional() }).optional(),
});

/** Reads a webhook of GitHub, GitLab, or Gitea and Forgejo, its signature first. */
export const readDelivery: DeliveryReader = (forge, raw, secret) => {
  checkSignature(forge, raw, secret);
  const { event: names, push, id } = HEADERS[forge];
  const event = first(raw, names);
  if (event === '') throw unreadable(forge, 'it has no header that says what happened');
  const ids = [`body:${createHash('sha256').update(raw.body).digest('hex')}`];
  const named = first(raw, id);
  if (named !== '') ids.push(`id:${named.slice(0, 200)}`);
  return event === push ? pushIn(forge, raw, ids) : { ids, branch: null, defaultBranch: null };
};

function pushIn(forge: Forge, { body }: RawDelivery, ids: readonly string[]): Delivery {
  const parsed = pushSchema.safeParse(valueIn(forge, body));
  if (!parsed.success) throw unreadable(forge, 'a push without "ref"');
  const { ref, repository, project } = parsed.data;
  const branch = /^refs\/heads\/(.+)$/s.exec(ref)?.[1] ?? null;
  return {
    ids,
    branch: branch !== null && BRANCH.test(branch) ? branch : null,
    defaultBranch: repository?.default_branch ?? project?.default_branch ?? null,
  };
}

function valueIn(forge: Forge, body: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    // What the parser says repeats what was sent.
    throw unreadable(forge, 'no JSON');
  }
}

function first({ headers }: RawDelivery, names: readonly string[]): string {
  return names.map((name) => header(headers, name)).find((value) => value !== '') ?? '';
}

function unreadable(provider: Forge, detail: string): TouchstoneError {
  return new TouchstoneError('GIT_DELIVERY_UNREADABLE', { params: { provider, detail } });
}
