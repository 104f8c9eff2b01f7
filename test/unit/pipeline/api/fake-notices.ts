import { TouchstoneError } from '../../../../pipeline/contracts/errors/error.ts';
import type { NoticeView, TargetView } from '../../../../pipeline/contracts/notices.ts';
import type { Service } from '../../../../pipeline/contracts/service.ts';

const AT = '2026-11-01T00:00:00.000Z';
const DELIVERED = {
  status: 'delivered',
  attempts: 1,
  nextAt: null,
  lastAt: AT,
  deliveredAt: AT,
  fault: null,
} as const;

/** Notices in memory: one that reached `ops` and not `mail`. */
export class FakeNotices {
  readonly #notices: NoticeView[] = [
    {
      ...{ id: 'ntc_1', type: 'run.judged', name: 'petitions', run: 'run_1', trigger: null, at: AT },
      deliveries: [
        { target: 'ops', ...DELIVERED },
        {
          ...{ target: 'mail', status: 'failed', attempts: 10, nextAt: null, lastAt: AT, deliveredAt: null },
          fault: { code: 'smtp_refused', detail: '550' },
        },
      ],
    },
  ];
  readonly #targets: TargetView[] = [
    {
      ...{ name: 'ops', kind: 'webhook', host: 'hooks.example', language: 'en', topics: ['judged'] },
      ...{ names: null, inside: false, failingSince: null, offSince: null, fault: null },
    },
    {
      ...{ name: 'mail', kind: 'email', host: 'mail.example', language: 'zh-TW', topics: ['failed'] },
      ...{ names: ['petitions'], inside: true, failingSince: AT, offSince: AT },
      fault: { code: 'smtp_refused', detail: '550' },
    },
  ];

  readonly service: Service['notices'] = {
    list: async ({ status }) => ({
      items: this.#notices.filter(
        ({ deliveries }) => status === undefined || deliveries.some((one) => one.status === status),
      ),
      next: null,
    }),
    show: async (id) => this.#one(id),
    replay: async ({ id, target }) => {
      const notice = this.#one(id);
      if (target !== undefined && !notice.deliveries.some((one) => one.target === target))
        throw new TouchstoneError('NOTICE_NOT_TO_TARGET', { params: { id, target } });
      const deliveries = notice.deliveries.map((one) =>
        target === undefined || one.target === target
          ? { ...one, status: 'pending' as const, nextAt: AT, deliveredAt: null }
          : one,
      );
      this.#notices[0] = { ...notice, deliveries };
      return this.#notices[0];
    },
    targets: async () => this.#targets,
    test: async ({ target, by }) => {
      const known = this.#targets.find(({ name }) => name === target);
      if (known === undefined) throw new TouchstoneError('NOTICE_TARGET_UNKNOWN', { params: { target } });
      if (known.fault !== null)
        throw new TouchstoneError('NOTICE_UNDELIVERED', { params: { target, detail: known.fault.code } });
      const notice: NoticeView = {
        ...{ id: 'ntc_2', type: 'notice.test', name: by, run: null, trigger: null, at: AT },
        deliveries: [{ target, ...DELIVERED }],
      };
      return notice;
    },
  };

  #one(id: string): NoticeView {
    const notice = this.#notices.find((one) => one.id === id);
    if (notice === undefined) throw new TouchstoneError('NOTICE_NOT_FOUND', { params: { id } });
    return notice;
  }
}
