import { readSettings } from '../../pipeline/config/settings.ts';
import { startService } from '../../pipeline/main/start.ts';
import { STAGES } from '../../stages/registry.ts';
import { withSmallParts } from './data-stages.ts';

/**
 * A program of its own: the whole service, for tests that kill it; with `small-parts` as its argument it divides every table.
 * Prints its address as one line of JSON.
 */
const stages = process.argv[2] === 'small-parts' ? withSmallParts() : STAGES;
const service = await startService(readSettings(process.env), {
  stages,
  log: (line) => console.error(line),
});
console.log(JSON.stringify({ url: service.url }));
process.once('SIGTERM', () => {
  void service.close().then(() => process.exit(0));
});
