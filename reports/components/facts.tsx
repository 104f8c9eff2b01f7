import type { ComponentChildren } from 'preact';

/** Names with their values. Rows whose value is null are left out. */
export function Facts(props: {
  readonly rows: readonly (readonly [name: string, value: ComponentChildren])[];
  /** `grid`: short facts side by side; `lines`: one below the other, for long values. */
  readonly layout?: 'grid' | 'lines';
}) {
  return (
    <dl class={`facts facts-${props.layout ?? 'grid'}`}>
      {props.rows.map(([name, value]) =>
        value === null ? null : (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
    </dl>
  );
}
