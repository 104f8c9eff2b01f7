import type { Settings } from '../../config/settings.ts';
import { TouchstoneError } from '../../contracts/errors/error.ts';
import type { HealthCheck } from '../../contracts/service.ts';
import { healthChecks } from '../../main/health.ts';
import { announcedService, lockHome } from '../../main/home-lock.ts';
import { openStores } from '../../main/stores.ts';
import { Client } from '../client.ts';
import { amiss, type Finding, ok, type Subject } from './check.ts';

/**
 * The service with everything that it stands on. A service that runs is asked; where none does, database, queue and
 * artifacts are opened here, as a service would.
 */
export async function checkService(subject: Subject): Promise<Finding[]> {
  const { cli, settings } = subject;
  const name = cli.say('check_service');
  const named = cli.finder.named;
  const home = settings?.home;
  const url = named ?? (home === undefined ? undefined : (await announcedService(home))?.url);
  try {
    if (url !== undefined) {
      const checks = await new Client(await cli.finder.connect()).readiness();
      return [ok(name, cli.say('service_at', { url })), ...checks.map((check) => found(subject, check))];
    }
    if (settings === null || home === undefined) return [];
    return [
      ok(name, cli.say('service_none', { home })),
      ...(await checkStores(settings)).map((check) => found(subject, check)),
    ];
  } catch (error) {
    return [amiss(subject, 'fail', name, TouchstoneError.from(error).message, 'advice_service')];
  }
}

async function checkStores(settings: Settings): Promise<readonly HealthCheck[]> {
  const unlock = await lockHome(settings.home);
  try {
    const stores = await openStores(settings, () => undefined);
    try {
      return await healthChecks(settings, stores);
    } finally {
      await stores.close();
    }
  } finally {
    await unlock();
  }
}

function found(subject: Subject, { name, status, detail }: HealthCheck): Finding {
  return status === 'ok' ? ok(name, detail) : amiss(subject, status, name, detail, 'advice_service');
}
