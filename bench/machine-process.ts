import { readSettings } from '../pipeline/config/settings.ts';
import type { Stage } from '../pipeline/contracts/stage.ts';
import { startService } from '../pipeline/main/start.ts';
import { CUT, refine, refineRecords } from '../stages/refine/stage.ts';
import { dataStages } from '../test/integration/data-stages.ts';

/**
 * A program of its own: the whole service with the data stages, one part at a time. It divides a table of any size as it does a
 * large one; with `undivided` as its argument it divides none. Prints its address as one line of JSON.
 */
const from = process.argv[2] === 'undivided' ? Number.POSITIVE_INFINITY : 0;
const measured: typeof refine = {
  ...refine,
  run: (inputs, config, context) => refineRecords(inputs, config, context, { ...CUT, from }),
};
const stages = { ...dataStages(), refine: measured as Stage };
const service = await startService(readSettings(process.env), { stages, log: (line) => console.error(line) });
console.log(JSON.stringify({ url: service.url }));
process.once('SIGTERM', () => {
  void service.close().then(() => process.exit(0));
});
