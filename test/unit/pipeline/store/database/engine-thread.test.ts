import assert from 'node:assert/strict';
import { EngineThread } from '../../../../../pipeline/store/database/engine-thread.ts';

/** The frontend protocol's Query message. */
function query(sql: string): Buffer {
  const message = Buffer.alloc(1 + 4 + sql.length + 1);
  message.write('Q');
  message.writeInt32BE(message.length - 1, 1);
  message.write(sql, 5);
  return message;
}

describe('the thread of the embedded database', function () {
  this.timeout(30_000);

  it('says so when it has ended, instead of leaving anybody waiting', async () => {
    const engine = await EngineThread.start({ directory: null, opening: '' });
    const answer = await engine.perform([query('SELECT 1')]);
    assert.equal(String.fromCharCode(answer[0]!), 'T');
    await engine.close();
    await assert.rejects(engine.perform([query('SELECT 1')]), /thread ended/);
    await engine.close();
  });

  it('rejects where it cannot open the database', async () => {
    await assert.rejects(EngineThread.start({ directory: null, opening: 'no SQL' }), /syntax error/);
  });
});
