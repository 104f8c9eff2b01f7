import { newId } from '../../../../pipeline/config/ids.ts';
import { TouchstoneError } from '../../../../pipeline/contracts/errors/error.ts';
import type { Service } from '../../../../pipeline/contracts/service.ts';
import type { DecisionView } from '../../../../pipeline/contracts/views.ts';
import { cutPage } from './fake-pages.ts';

/** Decisions in memory; a record of a run has the digest of zeros. */
export class FakeDecisions {
  #made: DecisionView[] = [];

  readonly service: Service['decisions'] = {
    decide: async (dataset, { content, record = null, rule = null, action, label = null, by, reason }) => {
      const decision: DecisionView = {
        ...{ id: newId('dec'), dataset, rule, record, action, label, by, reason },
        content: content ?? (record === null ? null : '0'.repeat(32)),
        createdAt: new Date().toISOString(),
        withdrawn: null,
      };
      this.#made = [decision, ...this.#made];
      return decision;
    },
    list: async (dataset, { all = false, ...page }) =>
      cutPage(
        this.#made.filter((one) => one.dataset === dataset && (all || one.withdrawn === null)),
        page,
      ),
    withdraw: async (dataset, id, { by, reason }) => {
      const known = this.#made.find((one) => one.id === id && one.dataset === dataset);
      if (!known) throw new TouchstoneError('DECISION_NOT_FOUND', { params: { dataset, id } });
      const withdrawn = { ...known, withdrawn: { at: new Date().toISOString(), by, reason } };
      this.#made = this.#made.map((one) => (one.id === id ? withdrawn : one));
      return withdrawn;
    },
  };
}
