import type { NodeHealth } from '../contracts/nodes/node.ts';
import type { Queryable } from '../store/database/database.ts';
import { countWork } from '../store/rows/model-work.ts';
import { nodeRows, stateOf } from '../store/rows/nodes.ts';

/** One figure, by labels. */
interface Figure {
  set(labels: Readonly<Record<string, string>>, value: number): void;
  inc(labels: Readonly<Record<string, string>>): void;
  reset(): void;
}

/** Makes a gauge of the registry that is shown. */
export type MakeGauge = (name: string, help: string, labelNames: readonly string[]) => Figure;

/** Gauges of nodes and of what they are given; the function returned reads them anew. */
export function nodeMetrics(make: MakeGauge): (sql: Queryable) => Promise<void> {
  const nodes = make('touchstone_nodes', 'Nodes by state', ['state']);
  const work = make('touchstone_node_work', 'Model work that was offered to nodes, by status', ['status']);
  const busy = make('touchstone_node_cpu_utilisation', 'Percent of a node’s cores together', ['node']);
  const disk = make('touchstone_node_free_disk_bytes', 'Room for inputs and works of a node', ['node']);
  const memory = make('touchstone_node_free_memory_bytes', 'Free memory of a node', ['node']);
  const gpus = {
    utilisation: make('touchstone_gpu_utilisation', 'Percent of the last moment', ['node', 'gpu']),
    used: make('touchstone_gpu_used_bytes', 'Memory in use', ['node', 'gpu']),
    temperature: make('touchstone_gpu_temperature_celsius', 'Of the device', ['node', 'gpu']),
    watts: make('touchstone_gpu_watts', 'Power drawn', ['node', 'gpu']),
  };
  const tell = (node: string, health: NodeHealth): void => {
    if (health.cpuUtilisation !== null) busy.set({ node }, health.cpuUtilisation);
    disk.set({ node }, health.freeDiskMib * 1024 ** 2);
    memory.set({ node }, health.freeMemoryMib * 1024 ** 2);
    for (const [n, gpu] of health.gpus.entries()) {
      const labels = { node, gpu: String(n) };
      gpus.used.set(labels, gpu.usedMib * 1024 ** 2);
      if (gpu.utilisation !== null) gpus.utilisation.set(labels, gpu.utilisation);
      if (gpu.temperature !== null) gpus.temperature.set(labels, gpu.temperature);
      if (gpu.watts !== null) gpus.watts.set(labels, gpu.watts);
    }
  };
  return async (sql) => {
    for (const gauge of [nodes, work, busy, disk, memory, ...Object.values(gpus)]) gauge.reset();
    for (const row of await nodeRows(sql)) {
      const state = stateOf(row);
      nodes.inc({ state });
      // What a node said before it went away says nothing of now.
      if (row.health !== null && state !== 'away') tell(row.name, row.health);
    }
    for (const { status, count } of await countWork(sql)) work.set({ status }, count);
  };
}
