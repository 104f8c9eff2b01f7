import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { cp, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { BRIEF_EVALUATION } from '../fixtures/brief-evaluation.ts';
import { tinyCatalogue, tinyRows } from '../fixtures/tiny-base.ts';
import { ServiceUnderTest } from './service-under-test.ts';
import { createWorld, type World } from './world.ts';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** A site without a network: the catalogue's weights cannot be reached, and a person carries them in. */
describe('a base model brought in by hand', function () {
  this.timeout(120_000);
  let world: World;
  let service: ServiceUnderTest;
  /** What the person carries: a model directory outside the service's home. */
  let carried: string;

  before(async function () {
    const directory = await mkdtemp(join(dirname(await tinyCatalogue()), 'by-hand-'));
    carried = join(directory, 'usb', 'tiny');
    const source = join(dirname(await tinyCatalogue()), 'tiny');
    await cp(source, carried, { recursive: true });
    const yaml = (await readFile(await tinyCatalogue(), 'utf8')).replace(source, join(directory, 'nowhere'));
    await writeFile(join(directory, 'catalogue.yaml'), yaml);
    world = await createWorld('embedded', this, {
      TOUCHSTONE_CATALOGUE: join(directory, 'catalogue.yaml'),
    });
    service = await ServiceUnderTest.start(world.environment);
  });
  after(async () => {
    await service?.stop();
    await world?.dispose();
  });

  async function add(body: { from: string; digest?: string }) {
    const response = await fetch(`${service.url}/v1/bases/tiny`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'accept-language': 'en' },
      body: JSON.stringify(body),
    });
    const answer = (await response.json()) as Record<string, string>;
    return { status: response.status, answer };
  }
  const state = async () => {
    const { items } = (await (await fetch(`${service.url}/v1/bases`)).json()) as {
      items: { id: string; state: string }[];
    };
    return items.find(({ id }) => id === 'tiny')!.state;
  };

  it('is asked for, with the command that brings it in, before a run starts', async () => {
    const dataset = await service.upload('d', tinyRows());
    await assert.rejects(
      service.createRun({ name: 'm', dataset: dataset.id, spec: { base: 'tiny' } }),
      /^Error: 422: .*"BASE_UNREACHABLE".*touchstone base add tiny --from/,
    );
  });

  it('is refused with the reason, and nothing is kept, when it is not what it should be', async () => {
    const nothing = await add({ from: join(carried, 'missing') });
    assert.deepEqual([nothing.status, nothing.answer.code], [422, 'BASE_UNREACHABLE']);

    const other = await add({ from: carried, digest: 'f'.repeat(64) });
    assert.deepEqual([other.status, other.answer.code], [422, 'BASE_DIGEST']);
    assert.match(other.answer.detail!, /"tiny".*expected was f{64}/);

    await writeFile(join(carried, 'model.pt'), 'pickle');
    const unsafe = await add({ from: carried });
    assert.deepEqual([unsafe.status, unsafe.answer.code], [422, 'BASE_UNSAFE']);
    assert.match(unsafe.answer.detail!, /model\.pt/);
    await rm(join(carried, 'model.pt'));

    await rename(join(carried, 'tokenizer.json'), join(carried, 'hidden'));
    const incomplete = await add({ from: carried });
    assert.deepEqual([incomplete.status, incomplete.answer.code], [422, 'BASE_INVALID']);
    assert.match(incomplete.answer.detail!, /tokenizer\.json/);
    await rename(join(carried, 'hidden'), join(carried, 'tokenizer.json'));
    assert.equal(await state(), 'absent');
  });

  it('is held against the SHA256SUMS that came with it, used, and known by its digest', async () => {
    const files = (await readdir(carried)).filter((name) => name !== 'base.json');
    const lines = await Promise.all(
      files.map(async (name) => `${sha256(await readFile(join(carried, name)))}  ./${name}\n`),
    );
    const spoilt = lines.map((line) =>
      line.includes('model.safetensors') ? `${'0'.repeat(64)}  model.safetensors\n` : line,
    );
    await writeFile(join(carried, 'SHA256SUMS'), spoilt.join(''));
    const damaged = await add({ from: carried });
    assert.deepEqual([damaged.status, damaged.answer.code], [422, 'BASE_DIGEST']);
    assert.match(damaged.answer.detail!, /model\.safetensors.*SHA256SUMS/);

    await writeFile(join(carried, 'SHA256SUMS'), lines.join(''));
    const { status, answer } = await add({ from: carried });
    assert.deepEqual([status, answer.state], [200, 'ready']);
    const again = await add({ from: carried, digest: answer.installedDigest! });
    assert.deepEqual([again.status, again.answer.installedDigest], [200, answer.installedDigest]);

    const dataset = await service.upload('d', tinyRows());
    const spec = { base: 'tiny', train: { epochs: 1 }, evaluate: BRIEF_EVALUATION };
    const run = await service.finished(
      (await service.createRun({ name: 'm', dataset: dataset.id, spec })).id,
    );
    assert.equal(run.status, 'succeeded', JSON.stringify(run.error));
  });
});
