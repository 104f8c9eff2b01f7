import { join } from 'node:path';
import { z } from 'zod';
import { readCatalogue } from '../../bases/catalogue.ts';
import { BaseRoom } from '../../bases/store.ts';
import { PACKAGE_ROOT } from '../../config/package-root.ts';
import type { Settings } from '../../config/settings.ts';
import { TouchstoneError } from '../../contracts/errors/error.ts';
import { LocalExecutor } from '../../executor/local.ts';
import { amiss, type Finding, ok, type Subject } from './check.ts';

/** The part of the trainer's `inspect` that is shown. */
const inspectionSchema = z.object({
  device: z.object({ kind: z.string(), name: z.string(), dtype: z.string() }),
  versions: z.record(z.string(), z.string()),
  python: z.string(),
});

/** Whether the trainer starts and what it says of the machine, and which base models are here. */
export async function checkTrainer(subject: Subject): Promise<Finding[]> {
  if (subject.settings === null) return [];
  const executor = executorOf(subject.settings, subject);
  return [await trainer(subject, executor), await bases(subject, subject.settings, executor)];
}

async function trainer(subject: Subject, executor: LocalExecutor): Promise<Finding> {
  const { say, interrupt } = subject.cli;
  const name = { id: 'trainer', name: say('check_trainer') };
  try {
    const found = await executor.run(
      { verb: 'inspect', base_dir: null },
      { onProgress: () => undefined, signal: interrupt },
    );
    return ok(name, say('trainer_works', { facts: factsOf(inspectionSchema.parse(found)) }));
  } catch (error) {
    return amiss(subject, 'fail', name, TouchstoneError.from(error).message, 'advice_setup');
  }
}

async function bases(subject: Subject, settings: Settings, executor: LocalExecutor): Promise<Finding> {
  const { say } = subject.cli;
  const named = { id: 'bases', name: say('check_bases') };
  const room = new BaseRoom({
    directory: join(settings.home, 'bases'),
    catalogue: readCatalogue(),
    work: executor,
    python: settings.trainer.python,
  });
  const here = (await room.list()).filter((base) => base.state !== 'absent').map((base) => base.id);
  return here.length > 0
    ? ok(named, say('bases_ready', { ids: here.join(', ') }))
    : amiss(subject, 'warn', named, say('bases_none'), 'advice_bases');
}

function factsOf({ device, versions, python }: z.infer<typeof inspectionSchema>): string {
  const { torch = '?', transformers = '?' } = versions;
  return [
    `${device.kind} (${device.name}, ${device.dtype})`,
    `torch ${torch}`,
    `transformers ${transformers}`,
    `Python ${python}`,
  ].join(', ');
}

function executorOf(settings: Settings, { cli }: Subject): LocalExecutor {
  return new LocalExecutor({
    trainer: settings.trainer,
    packageDirectory: join(PACKAGE_ROOT, 'stages', 'train', 'trainer'),
    directory: join(settings.home, 'trainer'),
    environment: cli.environment,
  });
}
