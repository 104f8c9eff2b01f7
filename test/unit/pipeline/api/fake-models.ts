import type { TreeRef } from '../../../../pipeline/contracts/artifact.ts';
import { TouchstoneError } from '../../../../pipeline/contracts/errors/error.ts';
import { ALIASES, type Alias } from '../../../../pipeline/contracts/names.ts';
import type { AliasMove, ModelVersion } from '../../../../pipeline/contracts/registry.ts';
import type { Service } from '../../../../pipeline/contracts/service.ts';
import { cutPage } from './fake-pages.ts';

type Draft = Omit<ModelVersion, 'aliases'>;

/** A model registry in memory. */
export class FakeModels {
  readonly #versions = new Map<string, Draft[]>();
  readonly #moves = new Map<string, AliasMove[]>();

  readonly service: Service['models'] = {
    list: async (page) =>
      cutPage(
        [...this.#versions.keys()].sort().map((name) => this.#view(this.#of(name).at(-1)!)),
        page,
      ),
    versions: async (name, page) =>
      cutPage(
        this.#of(name)
          .map((draft) => this.#view(draft))
          .reverse(),
        page,
      ),
    show: async (name, version) => this.#show(name, version),
    promote: async ({ name, version, ...move }) => {
      this.#show(name, version);
      return this.#move(name, { ...move, kind: 'promote', to: version });
    },
    rollback: async ({ name, ...move }) => {
      const earlier = this.#movesOf(name, move.alias).at(-1)?.from ?? null;
      if (earlier === null)
        throw new TouchstoneError('MODEL_ROLLBACK_NONE', { params: { name, alias: move.alias } });
      return this.#move(name, { ...move, kind: 'rollback', to: earlier });
    },
    history: async (name) => {
      this.#of(name);
      return [...(this.#moves.get(name) ?? [])].reverse();
    },
    overview: async (name) => [
      { path: 'index.html', media: 'text/html; charset=utf-8', content: `<p>${this.#of(name).length}</p>` },
    ],
  };

  /** Publishes a version made of this tree. */
  publish(name: string, tree: TreeRef): ModelVersion {
    const versions = this.#versions.get(name) ?? [];
    const figures = { n: 100, accuracy: 0.9, macro_precision: 0.9, macro_recall: 0.9, macro_f1: 0.9 };
    const digest = tree.digest;
    const draft: Draft = {
      name,
      version: versions.length + 1,
      createdAt: new Date().toISOString(),
      stageKey: digest,
      runId: 'run_1',
      tree,
      adapter: tree,
      base: { id: 'tiny', digest },
      metrics: { base: figures, tuned: figures },
      gate: { format: 1, verdict: 'PASS', rules: [] },
      verdict: 'PASS',
      override: null,
      lineage: {
        dataset: { name: 'd', digest },
        test: null,
        spec: {},
        stageKeys: {},
        base: { id: 'tiny', digest },
        codeVersion: '1',
        runId: 'run_1',
      },
    };
    this.#versions.set(name, [...versions, draft]);
    return this.#move(name, {
      alias: 'candidate',
      kind: 'publish',
      to: draft.version,
      by: 'publish',
      reason: null,
    });
  }

  #move(name: string, move: Omit<AliasMove, 'from' | 'at'>): ModelVersion {
    const from = this.#movesOf(name, move.alias).at(-1)?.to ?? null;
    this.#moves.set(name, [
      ...(this.#moves.get(name) ?? []),
      { ...move, from, at: new Date().toISOString() },
    ]);
    return this.#show(name, move.to);
  }

  #show(name: string, version: number | Alias): ModelVersion {
    const wanted = typeof version === 'number' ? version : this.#movesOf(name, version).at(-1)?.to;
    const found = this.#of(name).find((draft) => draft.version === wanted);
    if (!found) throw new TouchstoneError('MODEL_NOT_FOUND', { params: { name: `${name}@${version}` } });
    return this.#view(found);
  }

  #view(draft: Draft): ModelVersion {
    const aliases = ALIASES.filter((alias) => this.#movesOf(draft.name, alias).at(-1)?.to === draft.version);
    return { ...draft, aliases };
  }

  #movesOf(name: string, alias: Alias): AliasMove[] {
    return (this.#moves.get(name) ?? []).filter((move) => move.alias === alias);
  }

  #of(name: string): Draft[] {
    const versions = this.#versions.get(name);
    if (!versions) throw new TouchstoneError('MODEL_NOT_FOUND', { params: { name } });
    return versions;
  }
}
