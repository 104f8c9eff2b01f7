import { shuffle } from '../../../datasets/linear/shuffle.ts';
import type { SweptField } from '../../../pipeline/contracts/data-reports.ts';
import type { TrainConfig, TrainSettings } from '../settings.ts';

/** What one candidate sets in place of `auto`. */
export type Overrides = Readonly<Partial<Record<SweptField, number>>>;

/** For each field that is searched, the values that are tried, around what `auto` chose. */
export type Space = ReadonlyMap<SweptField, readonly number[]>;

/** The learning rate matters most and by its size alone: steps of about the square root of three, a third to three times. */
const RATE_FACTORS = [1 / 3, 1 / Math.sqrt(3), 1, Math.sqrt(3), 3] as const;
const EPOCH_FACTORS = [1, 2, 3] as const;
const MOST_EPOCHS = 50;
const RANKS = [8, 16, 32] as const;
const DROPOUTS = [0, 0.05, 0.1] as const;
const BATCHES = [4, 8] as const;

/**
 * The values to search. Whatever a person set stays, and what the method does not have is not searched. Alpha follows the rank, and
 * warm-up, schedule and averaging the rules, as without a search.
 */
export function spaceOf(config: TrainConfig, auto: TrainSettings): Space {
  const values: Readonly<Record<SweptField, readonly number[]>> = {
    learning_rate: RATE_FACTORS.map((factor) => Number((factor * auto.learning_rate).toPrecision(2))),
    epochs: EPOCH_FACTORS.map((factor) => Math.min(MOST_EPOCHS, factor * auto.epochs)),
    batch_size: [...BATCHES],
    rank: auto.rank === null ? [] : [...RANKS],
    dropout: auto.dropout === null ? [] : [...DROPOUTS],
  };
  return new Map(
    (Object.keys(values) as SweptField[]).flatMap((field) => {
      const different = [...new Set(values[field])];
      return config[field] === 'auto' && different.length > 1 ? [[field, different] as const] : [];
    }),
  );
}

/**
 * So many different candidates, fewer where there are no more; the first one is `auto` as it is. The others are drawn so that each
 * value of a field is tried about as often as the next (a Latin hypercube: McKay, Beckman and Conover 1979), in an order that the
 * seed decides: a longer list begins as a shorter one only where the seed draws it so.
 */
export function candidates(space: Space, auto: TrainSettings, count: number, seed: number): Overrides[] {
  const found = new Map<string, Overrides>();
  const add = (overrides: Overrides) => {
    if (found.size < count) found.set(JSON.stringify(overrides), overrides);
  };
  const usual = Object.fromEntries([...space.keys()].map((field) => [field, auto[field] as number]));
  add(usual);
  const all = [...space.values()].reduce((product, values) => product * values.length, 1);
  // Draws repeat each other more often the fewer combinations are left; each round brings some new ones.
  for (let round = 0; found.size < Math.min(count, all) && round < 100; round++) {
    const columns = [...space].map(([field, values], column) => {
      const order = Uint32Array.from({ length: count }, (_, index) => index % values.length);
      shuffle(order, seed + 1000 * round + column);
      return [field, Array.from(order, (index) => values[index]!)] as const;
    });
    for (let row = 0; row < count; row++)
      add(Object.fromEntries(columns.map(([field, drawn]) => [field, drawn[row]!])));
  }
  return [...found.values()];
}
