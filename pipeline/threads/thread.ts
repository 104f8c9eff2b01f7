import { parentPort } from 'node:worker_threads';
import { PARTS } from '../../stages/parts.ts';
import { TouchstoneError } from '../contracts/errors/error.ts';
import type { PartOrder } from '../contracts/part.ts';
import type { ThreadAnswer } from './thread-pool.ts';

/** What runs in a worker thread: one part after another, each as it was ordered. */
parentPort!.on('message', (order: PartOrder) => {
  void answer(order).then((said) => parentPort!.postMessage(said));
});

async function answer({ part: name, files, config, workDir }: PartOrder): Promise<ThreadAnswer> {
  try {
    const part = await PARTS[name]();
    return { made: await part.run(files, part.config.parse(config), { workDir }) };
  } catch (thrown) {
    return { fault: TouchstoneError.from(thrown).toJSON() };
  }
}
