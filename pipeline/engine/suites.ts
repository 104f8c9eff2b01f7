import { TouchstoneError } from '../contracts/errors/error.ts';
import type { RunRequest, Service } from '../contracts/service.ts';
import type { Database } from '../store/database/database.ts';
import { runById } from '../store/rows/runs.ts';
import { stagesOf } from '../store/rows/stage-runs.ts';
import { freezeSuite, listSuites, suiteInForce, unfreezeSuite } from '../store/rows/suites.ts';

/** Test sets that are frozen for a name, so that all its versions are judged by one yardstick. */
export function suiteService(database: Database): Service['suites'] {
  return {
    freeze: async ({ name, run: id, by, reason }) => {
      const run = await runById(database, id);
      if (run.name !== name) {
        throw new TouchstoneError('SUITE_OTHER_NAME', { params: { run: id, name, own: run.name } });
      }
      const split = (await stagesOf(database, [id])).find(({ stage }) => stage === 'split');
      const test = split?.outputs?.test;
      const records = split?.summary?.test;
      if (split?.status !== 'done' || test?.kind !== 'blob' || typeof records !== 'number') {
        throw new TouchstoneError('SUITE_NOT_READY', { params: { run: id } });
      }
      return freezeSuite(database, { name, test, records, run: id, by, reason });
    },
    unfreeze: (request) => unfreezeSuite(database, request),
    list: (name) => listSuites(database.reading, name),
  };
}

/**
 * Version of the suite that a new run is to be judged by; null where none is frozen for its name.
 * Error: `SUITE_IN_FORCE` where the run brings a test file of its own.
 */
export async function suiteOfRun(
  database: Database,
  { name, test }: Pick<RunRequest, 'name' | 'test'>,
): Promise<number | null> {
  const suite = await suiteInForce(database, name);
  if (suite && test) {
    throw new TouchstoneError('SUITE_IN_FORCE', {
      params: { name, version: suite.version, by: suite.frozen.by },
      place: { field: 'test' },
    });
  }
  return suite?.version ?? null;
}
