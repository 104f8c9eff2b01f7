import type { ModelDraft } from '../../../../../pipeline/contracts/registry.ts';

const NO_METRICS = { n: 0, accuracy: null, macro_precision: null, macro_recall: null, macro_f1: null };

/** A draft that differs from another by its letter. */
export function modelDraft(name: string, letter: string, changes: Partial<ModelDraft> = {}): ModelDraft {
  const base = { id: 'tiny', digest: 'b'.repeat(64) };
  return {
    name,
    stageKey: `key of ${letter}`,
    runId: 'run_1',
    tree: { kind: 'tree', digest: 't'.repeat(64), bytes: 1 },
    adapter: { kind: 'tree', digest: letter.repeat(64), bytes: 1 },
    base,
    metrics: { base: NO_METRICS, tuned: NO_METRICS },
    gate: { format: 1, verdict: 'PASS', rules: [] },
    verdict: 'PASS',
    override: null,
    lineage: {
      dataset: { name, digest: 'd'.repeat(64) },
      test: null,
      spec: {},
      stageKeys: {},
      base,
      codeVersion: '1',
      runId: 'run_1',
    },
    ...changes,
  };
}
