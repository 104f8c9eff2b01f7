// PGlite in a thread of its own: its statements are computed inside the process, and in the main thread each would hold up
// every answer of the service. Plain JavaScript, so that a thread can load it from the sources as well as from the build;
// engine-thread.ts is the other side.
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';

const { directory, opening } = /** @type {import('./engine-thread.ts').EngineOptions} */ (workerData);
const port = /** @type {import('node:worker_threads').MessagePort} */ (parentPort);

/** @param {import('./engine-thread.ts').EngineAnswer} answer */
const tell = (answer) => port.postMessage(answer);

/**
 * PGlite's own, but with fsync (`-F` is without it: what was committed would not survive a power cut), and with buffers
 * for a small database: the default of 128 MB would be half of what the service needs when idle.
 */
const START_PARAMETERS = [
  ...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'),
  '-c',
  'shared_buffers=16MB',
];

const engine = await PGlite.create({
  ...(directory === null ? {} : { dataDir: directory }),
  startParams: START_PARAMETERS,
});
if (opening !== '') await engine.exec(opening);

/** @param {readonly Uint8Array[]} messages */
async function perform(messages) {
  const answers = [];
  for (const message of messages) answers.push(await engine.execProtocolRaw(message, { syncToFs: false }));
  await engine.syncToFs();
  return Buffer.concat(answers);
}

port.on('message', async (/** @type {import('./engine-thread.ts').EngineTask} */ task) => {
  try {
    if (task === 'close') {
      await engine.close();
      port.close();
    } else {
      tell({ done: await perform(task) });
    }
  } catch (error) {
    tell({ failed: error instanceof Error ? error : new Error(String(error)) });
  }
});
tell({ done: new Uint8Array() });
