import { TouchstoneError } from '../../pipeline/contracts/errors/error.ts';
import { generateLostErrors, LOST_CODES } from '../../pipeline/contracts/errors/generate-lost.ts';
import type { GenerateReport } from '../../pipeline/contracts/generation.ts';
import { LANGUAGES, type Localized } from '../../pipeline/contracts/names.ts';
import type { PipelineSpec } from '../../pipeline/contracts/spec.ts';
import type { Tally } from './tally.ts';

interface Loss {
  readonly filter: GenerateReport['yields'][number]['filter'];
  readonly came: number;
  readonly lost: number;
}

/** What was lost at each filter that lost anything, the most first. */
function lossesIn(yields: GenerateReport['yields']): readonly Loss[] {
  return yields
    .map(({ filter, came, passed }) => ({ filter, came, lost: came - passed }))
    .filter(({ lost }) => lost > 0)
    .sort((one, other) => other.lost - one.lost);
}

/** A stage that was to make records and made none has failed: says where the tries were lost, why, and what helps. */
export function nothingMade(
  tally: Tally,
  filters: PipelineSpec['generate']['filters'],
  ended: GenerateReport['ended'],
): TouchstoneError {
  if (tally.tried === 0) {
    const params = { field: ended === 'cost_budget' ? 'max_cost' : 'max_tokens_total' };
    return new TouchstoneError('GENERATE_NO_ROOM', { params });
  }
  const faults = lossesIn(tally.yields(filters)).map(({ filter, came, lost }) => ({
    code: LOST_CODES[filter],
    params: { came, lost },
  }));
  return new TouchstoneError('GENERATE_NOTHING', { params: { tried: tally.tried }, faults });
}

/** Why a generation that fell short did so: the filter that most were lost at, and what helps; null where none lost any. */
export function mostLost({ yields }: Pick<GenerateReport, 'yields'>): Localized | null {
  const most = lossesIn(yields)[0];
  if (most === undefined) return null;
  const { message, advice } = generateLostErrors[LOST_CODES[most.filter]];
  const told = LANGUAGES.map((language) => {
    const gap = language === 'en' ? ' ' : '';
    return [language, `${counted(message[language], most)}${gap}${advice[language]}`];
  });
  return Object.fromEntries(told) as unknown as Localized;
}

function counted(text: string, { came, lost }: Loss): string {
  return text.replaceAll('{came}', String(came)).replaceAll('{lost}', String(lost));
}
