import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { Lease } from '../../../../../pipeline/contracts/nodes/lease.ts';
import { PIECE_BYTES } from '../../../../../pipeline/contracts/nodes/protocol.ts';
import { onEveryDatabase, unique } from '../../store/databases.ts';
import { HEALTH, letLapse, nodeWorld } from './node-world.ts';

const BEAT = { health: HEALTH, progress: [] };
const LOST = { code: 'LEASE_LOST' };
const of = ({ work, number }: Lease) => ({ work, number });

onEveryDatabase('leases', (database) => {
  let world: Awaited<ReturnType<typeof nodeWorld>>;
  let label: string;
  beforeEach(async () => {
    world = await nodeWorld(database());
    label = unique('l');
  });
  afterEach(() => world.dispose());
  const node = (name = unique('node')) => world.node(name, [label]);
  const taken = async (by: Awaited<ReturnType<typeof node>>) => {
    const work = await world.offer({ label });
    const lease = await by.take(5);
    assert.equal(lease?.work, work.id);
    return { work, lease: lease! };
  };
  const stateOf = (id: string) => world.room.desk.look(id);

  it('go to one of many nodes that ask at the same moment, and each node has one', async () => {
    const nodes = await Promise.all(Array.from({ length: 8 }, () => node()));
    const works = [await world.offer({ label }), await world.offer({ label }), await world.offer({ label })];
    const leases = (await Promise.all(nodes.map((one) => one.take(1)))).filter((lease) => lease !== null);
    assert.deepEqual(leases.map(({ work }) => work).sort(), works.map(({ id }) => id).sort());
  });

  it('are never given twice when services decide at the same moment', async () => {
    const others = await Promise.all(Array.from({ length: 4 }, () => nodeWorld(database())));
    for (let round = 0; round < 3; round++) {
      const work = await world.offer({ label });
      const nodes = await Promise.all(others.map((other) => other.node(unique('node'), [label])));
      const leases = (await Promise.all(nodes.map((one) => one.take(0.3)))).filter((lease) => lease !== null);
      assert.deepEqual(
        leases.map(({ work: id, number }) => [id, number]),
        [[work.id, 1]],
      );
      await world.room.desk.withdraw(work.id);
    }
    for (const other of others) await other.dispose();
  });

  it('reach the inputs of their work, and no other artifact, upload or work', async () => {
    const { work, lease } = await taken(await node());
    const { leases } = world.room;
    const { open, bytes } = await leases.input(of(lease), work.input.digest);
    assert.equal((await text(await open())).length, bytes);
    const foreign = await world.artifacts.putBytes(randomBytes(32));
    const other = await world.offer({ label: unique('l') });
    for (const digest of [foreign.digest, other.input.digest, 'a'.repeat(64)])
      await assert.rejects(leases.input(of(lease), digest), { code: 'LEASE_SCOPE' });
    // What lies in the store cannot be named as an output: it has to have been sent.
    for (const digest of [foreign.digest, work.input.digest]) {
      const files = [{ path: 'out.bin', digest, bytes: 32 }];
      await assert.rejects(leases.finish(of(lease), { files, result: {} }), { code: 'LEASE_SCOPE' });
      await assert.rejects(leases.checkpoint(of(lease), files), { code: 'LEASE_SCOPE' });
    }
    assert.deepEqual(await leases.pieces(of(lease), [foreign.digest, work.input.digest]), {});
  });

  it('can write nothing any more once they are lost, whatever they try', async () => {
    const first = await node();
    const { work, lease } = await taken(first);
    await letLapse(database(), work.id);
    const entry = { path: 'a.json', digest: 'b'.repeat(64), bytes: 1 };
    const tries: (() => Promise<unknown>)[] = [
      () => world.room.leases.beat(of(lease), BEAT),
      () => world.room.leases.input(of(lease), work.input.digest),
      () => world.room.leases.pieces(of(lease), []),
      () => world.send(of(lease), 'late'),
      () => world.room.leases.checkpoint(of(lease), []),
      () => world.room.leases.finish(of(lease), { files: [], result: {} }),
      () => world.room.leases.fail(of(lease), { code: 'TRAINER_FAILED' }),
      () => world.room.leases.release(of(lease), { reason: 'stopped' }),
    ];
    for (const late of tries) await assert.rejects(late(), LOST);
    await world.room.heal();
    for (const late of tries) await assert.rejects(late(), LOST);
    const second = await node();
    const next = (await second.take(5))!;
    assert.deepEqual([next.work, next.number], [work.id, 2]);
    for (const late of tries) await assert.rejects(late(), LOST);
    await assert.rejects(world.room.nodes.identify('lease', lease.credential), LOST);
    assert.deepEqual(await world.room.leases.pieces(of(next), [entry.digest]), {});
    assert.equal((await stateOf(work.id)).status, 'leased');
  });

  it('hand what they made on: a checkpoint to the next node, files as artifacts, both as they were sent', async () => {
    const { work, lease } = await taken(await node());
    const kept = await world.send(of(lease), '{"step":7}');
    await world.room.leases.checkpoint(of(lease), [{ ...kept, path: 'checkpoints/f/step-7.json' }]);
    await world.room.leases.release(of(lease), { reason: 'stopped' });
    const next = (await (await node()).take(5))!;
    assert.deepEqual(next.checkpoint, [{ ...kept, path: 'checkpoints/f/step-7.json' }]);
    const { open } = await world.room.leases.input(of(next), kept.digest);
    assert.equal(await text(await open()), '{"step":7}');
    const large = randomBytes(PIECE_BYTES + 5);
    const digest = createHash('sha256').update(large).digest('hex');
    for (const [piece, bytes] of [large.subarray(0, PIECE_BYTES), large.subarray(PIECE_BYTES)].entries()) {
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      // The same again changes nothing: an answer may get lost.
      for (const _ of [1, 2])
        await world.room.leases.putPiece(of(next), { digest, piece, sha256 }, Readable.from([bytes]));
    }
    assert.deepEqual(await world.room.leases.pieces(of(next), [digest]), { [digest]: [0, 1] });
    const end = { files: [{ path: 'adapter.bin', digest, bytes: large.length }], result: { steps: 7 } };
    await world.room.leases.finish(of(next), end);
    await world.room.leases.finish(of(next), end);
    const { status, outputs, result } = await stateOf(work.id);
    assert.deepEqual([status, outputs, result], ['done', end.files, end.result]);
    assert.ok((await world.artifacts.readBytes(digest)).equals(large));
    await world.room.heal();
    const left = await database().query('SELECT 1 FROM touchstone.work_pieces WHERE work_id = $1', [work.id]);
    assert.deepEqual(left, []);
    assert.ok((await world.artifacts.readBytes(digest)).equals(large), 'what was made stays');
    assert.ok(await world.artifacts.has({ kind: 'blob', ...work.input }), 'and so do inputs');
  });

  it('take no bytes that are not what they are called', async () => {
    const { lease } = await taken(await node());
    const put = (sha256: string, digest: string) =>
      world.room.leases.putPiece(of(lease), { digest, piece: 0, sha256 }, Readable.from([Buffer.from('x')]));
    await assert.rejects(put('c'.repeat(64), 'd'.repeat(64)), { code: 'NODE_UPLOAD' });
    const right = createHash('sha256').update('x').digest('hex');
    await put(right, 'd'.repeat(64));
    const end = { files: [{ path: 'o', digest: 'd'.repeat(64), bytes: 1 }], result: {} };
    await assert.rejects(world.room.leases.finish(of(lease), end), { code: 'NODE_UPLOAD' });
    assert.deepEqual(
      await world.room.leases.pieces(of(lease), ['d'.repeat(64)]),
      {},
      'so that it can be sent again',
    );
  });

  it('of work that two nodes were lost with end it, unless it came further', async () => {
    const { work, lease } = await taken(await node());
    await letLapse(database(), work.id);
    await world.room.heal();
    const second = await node();
    const again = (await second.take(5))!;
    const kept = await world.send(of(again), randomBytes(8));
    await world.room.leases.checkpoint(of(again), [kept]);
    await letLapse(database(), work.id);
    await world.room.heal();
    assert.equal((await stateOf(work.id)).status, 'waiting');
    const names = [];
    for (const _ of [1, 2]) {
      const third = await node();
      names.push(third.name);
      assert.equal((await third.take(5))?.work, work.id);
      // An agent that begins anew was brought down with its work.
      await third.hello({ session: '1'.repeat(36) });
    }
    const { status, error } = await stateOf(work.id);
    assert.deepEqual([status, error?.code], ['failed', 'NODE_WORK_QUARANTINED']);
    assert.equal(error?.params?.nodes, names.join(', '));
    assert.ok(lease.number === 1);
  });

  it('that were lost by an agent that is alive after all are not held against their work', async () => {
    const slow = await node();
    const { work } = await taken(slow);
    for (let round = 2; round < 8; round++) {
      await letLapse(database(), work.id);
      await world.room.heal();
      assert.equal((await slow.take(5))?.number, round);
    }
  });

  it('end with the run, with the node and when nobody wants the work', async () => {
    const gone = await node();
    const { work, lease } = await taken(gone);
    await world.room.nodes.remove({ name: gone.name, by: 'test' });
    await assert.rejects(world.room.nodes.identify('node', gone.token), { code: 'NODE_TOKEN' });
    await assert.rejects(world.room.leases.beat(of(lease), BEAT), LOST);
    const next = (await (await node()).take(5))!;
    await database().query(`UPDATE touchstone.runs SET status = 'cancelled' WHERE id = $1`, [work.of.runId]);
    await assert.rejects(world.room.leases.beat(of(next), BEAT), LOST);
    await world.room.heal();
    assert.equal((await stateOf(work.id)).status, 'withdrawn');
  });

  it('last while no service was there to hear, once one is there again', async () => {
    const { work, lease } = await taken(await node());
    await letLapse(database(), work.id);
    await world.room.begin();
    await world.room.heal();
    assert.deepEqual(await world.room.leases.beat(of(lease), BEAT), { stop: false });
  });
});
