import { cut } from '../format/cut.ts';
import { visible } from '../format/visible.ts';
import { LABEL_LIMIT, type Reader } from '../reader.ts';

/** A label from the data: hidden characters shown, its direction kept apart, cut if long with a link to the whole. */
export function Label({ name, reader }: { name: string; reader: Reader }) {
  const anchor = reader.fullLabelAnchor(name);
  const text = anchor === null ? visible(name) : `${cut(visible(name), LABEL_LIMIT)}…`;
  const shown = (
    <bdi class="label" lang={reader.dataLanguage}>
      {text === '' ? '∅' : text}
    </bdi>
  );
  return anchor === null ? shown : <a href={`#${anchor}`}>{shown}</a>;
}

/** A label for places that cannot hold elements, such as drawings. */
export function labelText(name: string): string {
  const text = cut(visible(name), LABEL_LIMIT);
  return text === '' ? '∅' : text;
}
