import { Label } from '../components/label.tsx';
import type { RunsProps } from './props.ts';
import { RunsTable } from './runs-table.tsx';

/** Classes that are shown at once; the rest is folded away. */
const AT_ONCE = 30;

/** F1 of every class in every run, those that differ most first. */
export function ClassesSection(props: RunsProps) {
  const { comparison, reader, texts } = props;
  const labels = [...new Set(comparison.runs.flatMap(({ classes }) => Object.keys(classes)))];
  const rows = labels
    .map((label) => {
      const values = comparison.runs.map(({ classes }) => classes[label] ?? null);
      const known = values.filter((value) => value !== null);
      const [low, high] = [Math.min(1, ...known), Math.max(0, ...known)];
      return { label, values, high, spread: known.length === 0 ? 0 : high - low };
    })
    .sort((a, b) => b.spread - a.spread || (a.label < b.label ? -1 : 1))
    .map(({ label, values, high, spread }) => ({
      key: label,
      name: <Label name={label} reader={reader} />,
      cells: values.map((value) => (
        <span class={spread > 0 && value === high ? 'best' : ''}>{reader.figures.percent(value)}</span>
      )),
    }));
  const table = (shown: typeof rows) => (
    <RunsTable {...props} label={texts.sections.classes} head={texts.label} rows={shown} figures />
  );
  return (
    <>
      <p class="lead">{texts.classLead}</p>
      {table(rows.slice(0, AT_ONCE))}
      {rows.length > AT_ONCE ? (
        <details>
          <summary>{texts.moreClasses(reader.figures.count(rows.length - AT_ONCE))}</summary>
          {table(rows.slice(AT_ONCE))}
        </details>
      ) : null}
    </>
  );
}
