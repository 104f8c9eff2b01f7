import { visible } from '../format/visible.ts';
import type { Reader } from '../reader.ts';
import type { Setting } from '../reading/settings.ts';
import { NAMED_SETTINGS, type NamedSetting } from '../texts/report-texts.ts';
import { OutsideText } from './outside-text.tsx';

/** Settings as they were used, with the reason of each that was decided for the user. */
export function SettingTable(props: {
  readonly title: string;
  readonly settings: readonly Setting[];
  readonly reader: Reader;
}) {
  const { settings: texts } = props.reader.texts;
  return (
    <table class="settings">
      <caption>{props.title}</caption>
      <thead>
        <tr>
          <th scope="col">{texts.field}</th>
          <th scope="col">{texts.value}</th>
          <th scope="col">{texts.reason}</th>
        </tr>
      </thead>
      <tbody>
        {props.settings.map(({ field, value, reason }) => (
          <tr key={field}>
            <th scope="row">
              <FieldName field={field} reader={props.reader} />
            </th>
            <td class="setting-value">
              <OutsideText text={valueText(value, props.reader)} limit={200} reader={props.reader} />
            </td>
            <td class={reason === null ? 'muted' : ''}>
              {reason === null
                ? value === 'auto'
                  ? texts.automatic
                  : texts.fixed
                : visible(reason[props.reader.language])}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A setting by its name for people, with its field below. */
export function FieldName({ field, reader }: { field: string; reader: Reader }) {
  const path = <code>{visible(field)}</code>;
  if (!isNamed(field)) return path;
  return (
    <>
      {reader.texts.settings.names[field]}
      <span class="gloss">{path}</span>
    </>
  );
}

function isNamed(field: string): field is NamedSetting {
  return (NAMED_SETTINGS as readonly string[]).includes(field);
}

/** A value of a setting as text. */
export function valueText(value: unknown, { texts }: Reader): string {
  if (typeof value === 'boolean') return value ? texts.settings.yes : texts.settings.no;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
