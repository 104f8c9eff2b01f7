import type { ResourcesReport, SiteRates } from './resources.ts';

/** What model work took together. */
export interface CostSum {
  /** Runs whose work this was; a run that answered from memory took nothing and is not counted. */
  readonly runs: number;
  readonly cpu_seconds: number;
  readonly gpu_seconds: number;
  /** An estimate (docs/resources.md); null where a part of it is not known. */
  readonly joules: number | null;
  readonly cost: ResourcesReport['cost'];
}

/** Model work of a calendar month, by project (the registry name of its runs), what took most first. */
export interface CostsView {
  /** `2026-11` */
  readonly month: string;
  /** IANA name of the time zone whose month it is. */
  readonly zone: string;
  readonly rates: SiteRates;
  readonly projects: readonly ({ readonly name: string } & CostSum)[];
  readonly total: CostSum;
}
