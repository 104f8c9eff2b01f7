import { TouchstoneError } from '../../../../pipeline/contracts/errors/error.ts';
import type { GitWatchView } from '../../../../pipeline/contracts/git/watch.ts';
import type { Service } from '../../../../pipeline/contracts/service.ts';
import { readDelivery } from '../../../../pipeline/git/webhooks/read-delivery.ts';

/** The pipeline that watches a repository, and the secret of its webhooks. */
export const WATCHED = 'watched';
export const WEBHOOK_SECRET = 'webhook-secret-0123';

/** One repository on GitHub that is watched, in memory; signatures are checked as in life. */
export class FakeGit {
  /** Bodies of the webhooks that were taken in. */
  readonly received: string[] = [];
  readonly #ids = new Set<string>();

  readonly service: Service['git'] = {
    receive: async (name, raw) => {
      if (name !== WATCHED) throw new TouchstoneError('GIT_SIGNATURE');
      const { ids, branch } = readDelivery('github', raw, WEBHOOK_SECRET);
      if (ids.some((id) => this.#ids.has(id)))
        throw new TouchstoneError('GIT_DELIVERY_REPLAYED', { params: { name } });
      for (const id of ids) this.#ids.add(id);
      this.received.push(raw.body.toString('utf8'));
      return branch === 'main';
    },
    show: async (name) => this.#view(name),
    look: async (name) => ({ ...this.#view(name), wanted: true }),
  };

  #view(name: string): GitWatchView {
    if (name !== WATCHED) throw new TouchstoneError('PIPELINE_NOT_FOUND', { params: { name } });
    return {
      ...{ name, url: 'https://github.com/moj/petitions.git', branch: 'main' },
      ...{ commit: 'a'.repeat(40), subject: 'Add letters', lookedAt: '2026-11-01T00:00:00.000Z' },
      ...{ wanted: false, failures: 0, error: null, statuses: [] },
    };
  }
}
