/** Shares of the true class that divide the shades, lightest first. */
const SHADES = [0, 0.15, 0.4] as const;

/**
 * A confusion matrix of many classes as a picture without names: one dot-like cell for every pair that occurs. Cells
 * of one shade are one path, so that ten thousand cells stay small.
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
    row.forEach((count, answer) => {
      if (count === 0) return;
      const shade = SHADES.filter((least) => count / support >= least).length;
      const key = `${answer === truth ? 'right' : 'wrong'}-shade-${shade}`;
      paths.set(key, `${paths.get(key) ?? ''}M${answer} ${truth}h1v1h-1z`);
    });
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
