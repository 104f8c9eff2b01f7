import { join } from 'node:path';
import { readCatalogue } from '../bases/catalogue.ts';
import { BaseRoom } from '../bases/store.ts';
import { PACKAGE_ROOT } from '../config/package-root.ts';
import type { ModelWork } from '../contracts/stage.ts';
import { JenkinsExecutor } from '../executor/jenkins/executor.ts';
import { LocalExecutor } from '../executor/local.ts';
import { SlurmExecutor } from '../executor/slurm/executor.ts';
import type { AssemblyOptions } from './assembly-options.ts';

/**
 * Where model work is done, and where base models lie: on a Slurm cluster, or training on agents of Jenkins, where the settings say
 * so; all else here.
 */
export function modelRooms({ settings, environment }: Pick<AssemblyOptions, 'settings' | 'environment'>): {
  readonly model: ModelWork;
  readonly bases: BaseRoom;
} {
  const { home, trainer, jenkins, slurm, namespace } = settings;
  const packageDirectory = join(PACKAGE_ROOT, 'stages', 'train', 'trainer');
  const directory = join(home, 'trainer');
  const local = new LocalExecutor({ trainer, packageDirectory, directory, environment });
  const bases = new BaseRoom({
    directory: join(home, 'bases'),
    catalogue: readCatalogue(settings.catalogue ?? undefined),
    work: local,
    python: trainer.python,
  });
  if (slurm !== null) {
    const model = new SlurmExecutor({ slurm, namespace, home, local, packageDirectory, environment });
    return { model, bases };
  }
  const training = jenkins?.training ?? null;
  if (jenkins === null || training === null) return { model: local, bases };
  return { model: new JenkinsExecutor({ jenkins, training, local, directory }), bases };
}
