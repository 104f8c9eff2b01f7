import type { ComponentChildren } from 'preact';
import { cut } from '../format/cut.ts';
import { visibleLabel } from '../format/visible.ts';
import { LABEL_LIMIT, type Reader } from '../reader.ts';

/** A label from the data: hidden characters shown, its direction kept apart, cut if long with a link to the whole. */
export function Label(props: {
  readonly name: string;
  readonly reader: Reader;
  /** False inside something that is pressed itself, where a link would be out of place. */
  readonly linked?: boolean;
}) {
  const { name, reader } = props;
  const anchor = props.linked === false ? null : reader.fullLabelAnchor(name);
  const shown = (
    <bdi class="label" lang={reader.dataLanguage}>
      {withBreaks(labelText(name))}
    </bdi>
  );
  return anchor === null ? shown : <a href={`#${anchor}`}>{shown}</a>;
}

/** Names such as `card_not_working` may break after their strokes, so that they do not break anywhere else. */
function withBreaks(text: string): ComponentChildren {
  return text.split(/(?<=[_/])/).flatMap((part, at) => (at === 0 ? [part] : [<wbr key={at} />, part]));
}

/** A label as plain text, for places that cannot hold elements, such as drawings. */
export function labelText(name: string): string {
  const text = visibleLabel(cut(name, LABEL_LIMIT));
  return name.length > LABEL_LIMIT ? `${text}…` : text;
}
