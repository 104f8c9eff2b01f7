/** Round numbers from 0 to at least `most`, about `count` steps of 1, 2, 2.5 or 5 times a power of ten. */
export function ticks(most: number, count: number): readonly number[] {
  if (!(most > 0) || !Number.isFinite(most)) return [0, 1];
  const rough = most / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * (STEPS.find((factor) => factor * power >= rough * 0.999) ?? 10);
  const steps = Math.ceil((most / step) * 0.9999);
  return Array.from({ length: steps + 1 }, (_, at) => Number((at * step).toPrecision(12)));
}

const STEPS = [1, 2, 2.5, 5];
