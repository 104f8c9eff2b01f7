import { readSettings } from '../../pipeline/config/settings.ts';
import { startService } from '../../pipeline/main/start.ts';

/** A program of its own: the whole service, for tests that kill it. Prints its address as one line of JSON. */
const service = await startService(readSettings(process.env), { log: (line) => console.error(line) });
console.log(JSON.stringify({ url: service.url }));
process.once('SIGTERM', () => {
  void service.close().then(() => process.exit(0));
});
