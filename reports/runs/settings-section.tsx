import { OutsideText } from '../components/outside-text.tsx';
import { FieldName, valueText } from '../components/setting-table.tsx';
import type { RunsProps } from './props.ts';
import { RunsTable } from './runs-table.tsx';

/** Settings that are not the same everywhere, as they were used. */
export function SettingsSection(props: RunsProps) {
  const { comparison, reader, texts } = props;
  if (comparison.settings.length === 0) return <p>{texts.sameSettings}</p>;
  return (
    <RunsTable
      {...props}
      label={texts.sections.settings}
      head={texts.field}
      rows={comparison.settings.map(({ field, values }) => ({
        key: field,
        name: <FieldName field={field} reader={reader} />,
        cells: values.map((value) =>
          value === null ? (
            <span class="muted">{texts.notSet}</span>
          ) : (
            <OutsideText text={valueText(value, reader)} limit={120} reader={reader} />
          ),
        ),
      }))}
    />
  );
}
