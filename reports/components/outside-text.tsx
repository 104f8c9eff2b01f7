import { cut } from '../format/cut.ts';
import { visible } from '../format/visible.ts';
import type { Reader } from '../reader.ts';

/** Text of a record as it is, line ends included, cut at `limit` characters with a note of its length. */
export function OutsideText({ text, limit, reader }: { text: string; limit: number; reader: Reader }) {
  const long = text.length > limit;
  return (
    <>
      <bdi class="outside" lang={reader.dataLanguage}>
        {visible(cut(text, limit), { lines: true })}
      </bdi>
      {long ? <span class="note">{reader.texts.examples.cut(reader.figures.count(text.length))}</span> : null}
    </>
  );
}
