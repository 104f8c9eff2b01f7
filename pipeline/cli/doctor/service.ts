import { TouchstoneError } from '../../contracts/errors/error.ts';
import type { HealthCheck } from '../../contracts/service.ts';
import { connectionChecks } from '../../main/connections.ts';
import { announcedService } from '../../main/home-lock.ts';
import { Client } from '../client.ts';
import type { TextKey } from '../texts/en.ts';
import { amiss, type Finding, ok, type Subject } from './check.ts';

/** What the things that a service stands on are called, and what to do about each. */
const NAMES: Readonly<Record<string, TextKey>> = {
  database: 'check_database',
  queue: 'check_queue',
  artifacts: 'check_artifacts',
  trainer: 'check_serviceTrainer',
};
const ADVICE: Readonly<Record<string, TextKey>> = {
  database: 'advice_database',
  queue: 'advice_queue',
  artifacts: 'advice_artifacts',
  trainer: 'advice_serviceTrainer',
};

/**
 * The service with everything that it stands on. A service that runs is asked; where none does, database, queue and
 * artifacts are looked at from here.
 */
export async function checkService(subject: Subject): Promise<Finding[]> {
  const { cli, settings } = subject;
  const name = { id: 'service', name: cli.say('check_service') };
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
      ...(await connectionChecks(settings)).map((check) => found(subject, check)),
    ];
  } catch (error) {
    return [amiss(subject, 'fail', name, TouchstoneError.from(error).message, 'advice_service')];
  }
}

/** What checks say in words rather than names and numbers. */
const DETAILS: Readonly<Record<string, TextKey>> = {
  embedded: 'found_embedded',
  'embedded, made at the first start': 'found_embeddedLater',
  'in the database': 'found_queueInDatabase',
  directory: 'found_directory',
  'directory, made at the first start': 'found_directoryLater',
};

/** A connection as a finding; what it is called is settled here, in the reader's language. */
function found(subject: Subject, { name, status, detail: said }: HealthCheck): Finding {
  const known = DETAILS[said];
  const detail = known ? subject.cli.say(known) : said;
  const key = NAMES[name];
  const named = {
    id: name === 'trainer' ? 'service_trainer' : name,
    name: key ? subject.cli.say(key) : name,
  };
  return status === 'ok'
    ? ok(named, detail)
    : amiss(subject, status, named, detail, ADVICE[name] ?? 'advice_service');
}
