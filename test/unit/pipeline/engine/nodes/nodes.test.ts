import assert from 'node:assert/strict';
import type { Lease } from '../../../../../pipeline/contracts/nodes/lease.ts';
import { onEveryDatabase, unique } from '../../store/databases.ts';
import { HEALTH, nodeWorld } from './node-world.ts';

const of = ({ work, number }: Lease) => ({ work, number });

onEveryDatabase('nodes', (database) => {
  let world: Awaited<ReturnType<typeof nodeWorld>>;
  let label: string;
  beforeEach(async () => {
    world = await nodeWorld(database());
    label = unique('l');
  });
  afterEach(() => world.dispose());
  const node = () => world.node(unique('node'), [label]);

  it('have a token that names them, is told once and kept as a hash alone', async () => {
    const { name, token } = await node();
    assert.match(token, new RegExp(`^tsn\\.${name}\\.[\\w-]{43}$`));
    const rows = JSON.stringify(
      await database().query('SELECT * FROM touchstone.nodes WHERE name = $1', [name]),
    );
    assert.ok(!rows.includes(token.split('.')[2]!));
    assert.ok(!JSON.stringify(await world.room.nodes.show(name)).includes('hash'));
    assert.equal((await world.room.nodes.identify('node', token)).node, name);
    const other = await node();
    const secret = other.token.split('.')[2]!;
    for (const wrong of [
      `tsn.${name}.${secret}`,
      `${token}x`,
      token.slice(0, -1),
      `tsl.${name}.${secret}`,
      '',
    ])
      await assert.rejects(world.room.nodes.identify('node', wrong), { code: 'NODE_TOKEN' }, wrong);
    await assert.rejects(world.room.nodes.identify('lease', token), { code: 'NODE_TOKEN' });
    await assert.rejects(world.room.nodes.add({ name, by: 'test' }), { code: 'NODE_EXISTS' });
    await world.room.nodes.remove({ name, by: 'test' });
    await assert.rejects(world.room.nodes.identify('node', token), { code: 'NODE_TOKEN' });
    const { token: fresh } = await world.room.nodes.add({ name, by: 'test' });
    assert.notEqual(fresh, token);
    await assert.rejects(world.room.nodes.identify('node', token), { code: 'NODE_TOKEN' });
  });

  it('are offered no more than they can begin at once, where something else would take the rest', async () => {
    const { desk } = world.room;
    const [first, second] = [await world.drafted({ label }), await world.drafted({ label })];
    assert.equal(await desk.offerIfFree(first), false, 'nobody is there');
    const { take } = await node();
    assert.equal(await desk.offerIfFree(first), true);
    assert.equal(await desk.offerIfFree(second), false, 'what waits goes before it');
    assert.equal((await take(5))?.work, first.id);
    assert.equal(await desk.offerIfFree(second), false, 'the node is at work');
    assert.equal(await desk.offerIfFree(first), true, 'it is under way there');
    await desk.withdraw(first.id);
    await node();
    assert.equal(await desk.offerIfFree(second), true);
  });

  it('of another protocol are told which one is older', async () => {
    const { hello } = await node();
    await assert.rejects(hello({ protocol: 99 }), {
      code: 'NODE_PROTOCOL',
      params: { version: '1', found: 99, oldest: 1, newest: 1 },
    });
  });

  it('have one agent: a second with the same token takes over, and the first is told', async () => {
    const { hello, take } = await node();
    const work = await world.offer({ label });
    assert.equal((await take(5))?.work, work.id);
    await hello({ session: '2'.repeat(36) });
    await assert.rejects(take(), { code: 'NODE_REPLACED' });
    assert.equal((await take(5, '2'.repeat(36)))?.number, 2);
  });

  it('that ask again have lost the answer, not the work', async () => {
    const { take } = await node();
    const work = await world.offer({ label });
    assert.equal((await take(5))?.number, 1);
    assert.deepEqual(
      [(await take(5))?.work, (await world.room.desk.look(work.id)).status],
      [work.id, 'leased'],
    );
  });

  it('that are drained finish what they have and are given nothing more', async () => {
    const { name, take } = await node();
    await world.offer({ label });
    const lease = (await take(5))!;
    const drained = await world.room.nodes.drain({ name, by: 'lin', off: false });
    assert.deepEqual([drained.state, drained.draining?.by], ['draining', 'lin']);
    await world.room.leases.beat(of(lease), { health: HEALTH, progress: [] });
    await world.room.leases.finish(of(lease), { files: [], result: {} });
    const work = await world.offer({ label });
    assert.equal(await take(), null);
    await world.room.nodes.drain({ name, by: 'lin', off: true });
    assert.equal((await take(5))?.work, work.id);
  });

  it('that cannot say why, and others take over; a cache that is too small is a matter of that work alone', async () => {
    const first = await node();
    const work = await world.offer({ label });
    const lease = (await first.take(5))!;
    const full = { reason: 'disk_full', detail: '0 MiB free' } as const;
    await world.room.leases.release(of(lease), { reason: 'unfit', unfit: full });
    assert.equal((await world.room.nodes.show(first.name)).state, 'unfit');
    assert.equal((await world.room.desk.look(work.id)).status, 'waiting');
    const second = await node();
    const next = (await second.take(5))!;
    const small = { reason: 'cache_too_small', detail: '1 MiB' } as const;
    await world.room.leases.release(of(next), { reason: 'unfit', unfit: small });
    assert.equal((await world.room.nodes.show(second.name)).state, 'ready');
    assert.equal(await second.take(), null);
    const other = await world.offer({ label });
    assert.equal((await second.take(5))?.work, other.id);
  });

  it('tell how they are, which people see with what they are at work on', async () => {
    const { name, take } = await node();
    const work = await world.offer({ label });
    const lease = (await take(5))!;
    const gpu = {
      ...{ name: 'NVIDIA H200', driver: '570.86', memoryMib: 143_771, usedMib: 1000 },
      ...{ temperature: 41, utilisation: 87, watts: 300 },
    };
    const message = { en: 'half', 'zh-TW': '一半' };
    await world.room.leases.beat(of(lease), {
      health: { ...HEALTH, gpus: [gpu] },
      progress: [{ percent: 50, message }, { percent: 51 }],
    });
    const view = await world.room.nodes.show(name);
    assert.deepEqual([view.state, view.health?.gpus, view.labels], ['busy', [gpu], [label]]);
    assert.deepEqual(view.work?.progress, { percent: 51, message });
    assert.deepEqual([view.work?.id, view.work?.run], [work.id, work.of.runId]);
  });

  it('give work back for a higher priority, at their next heartbeat', async () => {
    const { take } = await node();
    const low = await world.offer({ label });
    const lease = (await take(5))!;
    await database().query(
      `UPDATE touchstone.model_work SET leased_at = now() - interval '1 hour' WHERE id = $1`,
      [low.id],
    );
    const high = await world.offer({ label, priority: 2 });
    await world.room.heal();
    assert.deepEqual(await world.room.leases.beat(of(lease), { health: HEALTH, progress: [] }), {
      stop: true,
    });
    await world.room.leases.release(of(lease), { reason: 'asked' });
    assert.equal((await take(5))?.work, high.id);
  });

  it('show waiting work its place and when it is expected to begin', async () => {
    const work = await world.offer({ label });
    const { outlook } = await world.room.desk.look(work.id);
    assert.ok(
      outlook !== null && outlook.place >= 1 && outlook.fitting === 0 && outlook.startsInSeconds === null,
    );
  });
});
