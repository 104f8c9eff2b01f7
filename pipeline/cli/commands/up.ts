import { once } from 'node:events';
import { readSettings } from '../../config/settings.ts';
import type { Cli } from '../context.ts';
import { EXIT } from '../exit-status.ts';

/** `touchstone up`: a service in this process until the person stops it. */
export async function up(cli: Cli, options: { host?: string; port?: string }): Promise<number> {
  const { startService } = await import('../../main/start.ts');
  const environment = {
    ...cli.environment,
    ...(options.host === undefined ? {} : { TOUCHSTONE_HOST: options.host }),
    ...(options.port === undefined ? {} : { TOUCHSTONE_PORT: options.port }),
  };
  const settings = readSettings(environment);
  const service = await startService(settings, { environment, log: (line) => cli.print(line) });
  try {
    cli.result({ url: service.url, home: settings.home, pid: process.pid }, [
      cli.say('serviceUp', { url: service.url, home: settings.home }),
    ]);
    if (!cli.interrupt.aborted) await once(cli.interrupt, 'abort');
    cli.print(cli.say('stopping'));
  } finally {
    await service.close();
  }
  return EXIT.pass;
}
