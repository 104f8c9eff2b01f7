import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { WorkQueue } from '../queue/port.ts';
import type { Database } from '../store/database/database.ts';
import { countDeliveries } from '../store/rows/notices.ts';
import { countRuns } from '../store/rows/runs.ts';
import { stageTotals } from '../store/rows/stage-runs.ts';
import { countTriggers } from '../store/rows/triggers.ts';
import { nodeMetrics } from './node-metrics.ts';

/** The service in Prometheus' text format, read from the database and the queue when somebody asks. */
export function createMetrics(database: Database, queue: WorkQueue): () => Promise<string> {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const runs = new Gauge({
    name: 'touchstone_runs',
    help: 'Runs by status',
    labelNames: ['status'],
    registers: [registry],
  });
  const stages = new Gauge({
    name: 'touchstone_stages_done',
    help: 'Finished stages, by stage and whether the result came from memory',
    labelNames: ['stage', 'cached'],
    registers: [registry],
  });
  const seconds = new Gauge({
    name: 'touchstone_stage_seconds',
    help: 'Seconds spent in finished stages',
    labelNames: ['stage', 'cached'],
    registers: [registry],
  });
  const jobs = new Gauge({
    name: 'touchstone_queue_jobs',
    help: 'Jobs in the queue, by pool and state',
    labelNames: ['pool', 'state'],
    registers: [registry],
  });
  const triggers = new Gauge({
    name: 'touchstone_triggers',
    help: 'Triggers on record, by what pulled them and what became of them',
    labelNames: ['kind', 'outcome'],
    registers: [registry],
  });
  const deliveries = new Gauge({
    name: 'touchstone_notice_deliveries',
    help: 'Notices by target and what became of them',
    labelNames: ['target', 'status'],
    registers: [registry],
  });
  const readNodes = nodeMetrics(
    (name, help, labelNames) => new Gauge({ name, help, labelNames, registers: [registry] }),
  );
  return async () => {
    await readNodes(database);
    runs.reset();
    deliveries.reset();
    for (const { target, status, count } of await countDeliveries(database))
      deliveries.set({ target, status }, count);
    for (const { status, count } of await countRuns(database)) runs.set({ status }, count);
    for (const total of await stageTotals(database)) {
      const labels = { stage: total.stage, cached: String(total.cached) };
      stages.set(labels, total.count);
      seconds.set(labels, total.seconds);
    }
    triggers.reset();
    for (const { kind, outcome, count } of await countTriggers(database))
      triggers.set({ kind, outcome }, count);
    for (const { pool, state, count } of await queue.depths()) jobs.set({ pool, state }, count);
    return registry.metrics();
  };
}
