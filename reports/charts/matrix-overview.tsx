/** Shares of the true class that divide the shades, lightest first. */
const SHADES = [0, 0.15, 0.4] as const;

/**
 * A confusion matrix of many classes as a picture without names: one dot-like cell for every pair that occurs. Cells
 * of one shade are one path, and neighbours in it one box, so that ten thousand cells stay small.
 */
export function MatrixOverview(props: {
  readonly id: string;
  readonly matrix: readonly (readonly number[])[];
  readonly title: string;
  readonly description: string;
}) {
  const size = props.matrix.length;
  const paths = new Map<string, string>();
  props.matrix.forEach((row, truth) => {
    const support = row.reduce((sum, count) => sum + count, 0);
    const shadeOf = (answer: number): string | null => {
      const count = row[answer]!;
      if (count === 0) return null;
      const shade = SHADES.filter((least) => count / support >= least).length;
      return `${answer === truth ? 'right' : 'wrong'}-shade-${shade}`;
    };
    for (let from = 0; from < size; ) {
      const key = shadeOf(from);
      let to = from + 1;
      while (to < size && shadeOf(to) === key) to += 1;
      if (key !== null) {
        paths.set(key, `${paths.get(key) ?? ''}M${from} ${truth}h${to - from}v1h${from - to}z`);
      }
      from = to;
    }
  });
  return (
    <svg
      class="overview"
      viewBox={`-0.5 -0.5 ${size + 1} ${size + 1}`}
      width="560"
      height="560"
      role="img"
      aria-labelledby={`${props.id}-t ${props.id}-d`}
    >
      <title id={`${props.id}-t`}>{props.title}</title>
      <desc id={`${props.id}-d`}>{props.description}</desc>
      <rect class="overview-ground" x="-0.5" y="-0.5" width={size + 1} height={size + 1} />
      {[...paths].map(([key, path]) => (
        <path key={key} class={key} d={path} />
      ))}
    </svg>
  );
}
