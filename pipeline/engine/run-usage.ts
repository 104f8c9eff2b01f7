import type { ArtifactRef, ArtifactStore } from '../contracts/artifact.ts';
import { putJson } from '../contracts/json-artifact.ts';
import { STAGE_NAMES, type StageName } from '../contracts/names.ts';
import type { RunUsage, SiteRates, StageUsage } from '../contracts/resources.ts';
import type { Database } from '../store/database/database.ts';
import { secondsOfWork } from '../store/rows/memo.ts';
import type { StageRunRow } from '../store/rows/stage-runs.ts';

/**
 * What the stages before the report took when their results were made, as an artifact: a run that answers from memory
 * tells the same as the one before it, so its report is the same too.
 */
export async function usageOf(
  stages: ReadonlyMap<StageName, StageRunRow>,
  world: {
    readonly database: Database;
    readonly artifacts: Pick<ArtifactStore, 'putBytes'>;
    readonly rates: SiteRates;
  },
): Promise<ArtifactRef> {
  const done = STAGE_NAMES.slice(0, STAGE_NAMES.indexOf('report')).flatMap((name) => stages.get(name) ?? []);
  const seconds = await secondsOfWork(
    world.database,
    done.flatMap(({ stage_key: key }) => key ?? []),
  );
  const usage: RunUsage = {
    stages: done.map(({ stage, stage_key: key, seconds: own, summary }) => ({
      stage,
      seconds: round(seconds.get(key ?? '') ?? own ?? 0),
      // Written by us into the summary, and stored there as it was.
      model: (summary?.usage as StageUsage | undefined) ?? null,
    })),
    rates: world.rates,
  };
  return putJson(world.artifacts, usage);
}

const round = (seconds: number): number => Math.round(seconds * 1000) / 1000;
