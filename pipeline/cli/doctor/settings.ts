import { stat } from 'node:fs/promises';
import { isSecret } from '../../config/variables.ts';
import { problemOf, TouchstoneError } from '../../contracts/errors/error.ts';
import { amiss, type Finding, ok, type Subject } from './check.ts';

/** Others may write the file; others may read it. */
const OTHERS_WRITE = 0o002;
const OTHERS_READ = 0o004;

/** Whether the settings are valid, and their file kept from others. */
export async function checkSettings(subject: Subject): Promise<Finding[]> {
  return [settings(subject), ...(await settingsFile(subject))];
}

function settings(subject: Subject): Finding {
  const { cli } = subject;
  const named = { id: 'settings', name: cli.say('check_settings') };
  try {
    if (cli.fault !== null) throw cli.fault;
    return ok(named, cli.settings().home);
  } catch (error) {
    const { detail } = problemOf(TouchstoneError.from(error), cli.language);
    return amiss(subject, 'fail', named, detail, 'advice_settings');
  }
}

async function settingsFile(subject: Subject): Promise<Finding[]> {
  const { cli } = subject;
  const { file } = cli.layers;
  if (file === null) return [];
  const named = { id: 'settings_file', name: cli.say('check_settingsFile') };
  const { mode } = await stat(file.path);
  const holdsSecret = Object.keys(file.values).some(isSecret);
  if ((mode & OTHERS_WRITE) !== 0)
    return [amiss(subject, 'warn', named, file.path, 'advice_settingsWritable')];
  if (holdsSecret && (mode & OTHERS_READ) !== 0) {
    return [amiss(subject, 'warn', named, file.path, 'advice_settingsReadable')];
  }
  return [ok(named, file.path)];
}
