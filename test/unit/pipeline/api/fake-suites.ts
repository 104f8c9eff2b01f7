import { TouchstoneError } from '../../../../pipeline/contracts/errors/error.ts';
import type { Service } from '../../../../pipeline/contracts/service.ts';
import type { SuiteView } from '../../../../pipeline/contracts/suites.ts';

/** Frozen test sets in memory. */
export class FakeSuites {
  readonly #suites: SuiteView[] = [];

  readonly service: Service['suites'] = {
    freeze: async ({ name, run, by, reason }) => {
      const own = this.#of(name);
      if (own.some(({ unfrozen }) => unfrozen === null))
        throw new TouchstoneError('SUITE_FROZEN', { params: { name, by: own[0]!.frozen.by } });
      const frozen = { by, reason, at: new Date().toISOString() };
      const suite: SuiteView = {
        ...{ name, run, frozen, unfrozen: null, version: own.length + 1 },
        ...{ testDigest: 'd'.repeat(64), records: 40, looks: 0 },
      };
      this.#suites.unshift(suite);
      return suite;
    },
    unfreeze: async ({ name, by, reason }) => {
      const at = this.#suites.findIndex((one) => one.name === name && one.unfrozen === null);
      if (at < 0) throw new TouchstoneError('SUITE_NONE', { params: { name } });
      const suite = { ...this.#suites[at]!, unfrozen: { by, reason, at: new Date().toISOString() } };
      this.#suites[at] = suite;
      return suite;
    },
    list: async (name) => this.#of(name),
  };

  #of(name: string): SuiteView[] {
    return this.#suites.filter((one) => one.name === name);
  }
}
