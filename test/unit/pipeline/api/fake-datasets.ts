import { parseMapping } from '../../../../datasets/columns/mapping.ts';
import { compareDatasets } from '../../../../datasets/diff/compare.ts';
import { newId } from '../../../../pipeline/config/ids.ts';
import type { ArtifactStore } from '../../../../pipeline/contracts/artifact.ts';
import { TouchstoneError } from '../../../../pipeline/contracts/errors/error.ts';
import type { Service } from '../../../../pipeline/contracts/service.ts';
import type { DatasetVersionView, DatasetView } from '../../../../pipeline/contracts/views.ts';
import { cutPage } from './fake-pages.ts';

/** Datasets whose bytes lie in a real artifact store and whose rows lie in memory. */
export class FakeDatasets {
  readonly #artifacts: ArtifactStore;
  readonly #versions = new Map<string, DatasetVersionView[]>();

  constructor(artifacts: ArtifactStore) {
    this.#artifacts = artifacts;
  }

  readonly service: Service['datasets'] = {
    upload: async ({ name, filename, stream, reading }) => {
      const { map, ...said } = reading ?? {};
      const { digest, bytes } = await this.#artifacts.putStream(stream);
      const versions = this.#versions.get(name) ?? [];
      const known = versions.find((version) => version.digest === digest);
      const columns = map === undefined ? {} : { columns: Object.fromEntries(parseMapping(map)) };
      if (known) return reading ? Object.assign(known, { reading: { ...said, ...columns } }) : known;
      const createdAt = new Date().toISOString();
      const version = {
        id: newId('dsv'),
        dataset: name,
        version: versions.length + 1,
        digest,
        bytes,
        filename,
        createdAt,
        expiresAt: null,
        expiredAt: null,
        reading: reading ? { ...said, ...columns } : null,
      };
      this.#versions.set(name, [...versions, version]);
      return version;
    },
    list: async (page) =>
      cutPage(
        [...this.#versions.keys()].sort().map((name) => this.#view(name)),
        page,
      ),
    show: async (name) => this.#view(name),
    versions: async (name, page) => cutPage([...this.#of(name)].reverse(), page),
    expire: async ({ name, version, days }) => {
      const at = days === null ? null : new Date(Date.now() + days * 86_400_000).toISOString();
      const versions = this.#of(name).map((one) =>
        one.version === version ? { ...one, expiresAt: at } : one,
      );
      this.#versions.set(name, versions);
      return versions[version - 1]!;
    },
    diff: async ({ name, from, to }) => {
      const versions = this.#of(name);
      const pick = (version: number): DatasetVersionView => {
        const found = versions[version - 1];
        if (found) return found;
        throw new TouchstoneError('DATASET_VERSION_NOT_FOUND', { params: { name, version } });
      };
      const after = pick(to ?? versions.length);
      const before = pick(from ?? after.version - 1);
      const file = async ({ filename, digest }: DatasetVersionView) => ({
        name: filename,
        bytes: await this.#artifacts.openStream(digest),
      });
      const signal = new AbortController().signal;
      const { diff, list } = await compareDatasets(await file(before), await file(after), { signal });
      const lines = [...list()].map((one) => `${JSON.stringify(one)}\n`).join('');
      return { from: before, to: after, diff, list: await this.#artifacts.putBytes(lines) };
    },
  };

  get count(): number {
    return [...this.#versions.values()].flat().length;
  }

  byId(id: string): DatasetVersionView {
    const found = [...this.#versions.values()].flat().find((version) => version.id === id);
    if (!found) throw new TouchstoneError('DATASET_NOT_FOUND', { params: { name: id } });
    return found;
  }

  #of(name: string): DatasetVersionView[] {
    const versions = this.#versions.get(name);
    if (!versions) throw new TouchstoneError('DATASET_NOT_FOUND', { params: { name } });
    return versions;
  }

  #view(name: string): DatasetView {
    const versions = this.#of(name);
    return { name, createdAt: versions[0]!.createdAt, latest: versions.at(-1) ?? null };
  }
}
