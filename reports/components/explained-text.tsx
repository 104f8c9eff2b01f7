import type { Explanation } from '../../pipeline/contracts/explanation.ts';
import { cut } from '../format/cut.ts';
import { visible } from '../format/visible.ts';
import type { Reader } from '../reader.ts';

/** Characters of a text that are shown; those of one segment. */
const TEXT_LIMIT = 360;
const SEGMENT_LIMIT = 160;
/** A segment that carries less of the answer than this is not marked. */
const LEAST_SHIFT = 0.02;

/** A text with the parts marked that its answer rests on, the stronger the heavier, and the strongest of them in words. */
export function ExplainedText({ explanation, reader }: { explanation: Explanation; reader: Reader }) {
  const { texts, figures } = reader;
  const { segments } = explanation;
  const most = Math.max(...segments.map(({ shift }) => shift));
  const strongest = segments.find(({ shift }) => shift === most)!;
  const shown = withinLimit(segments);
  return (
    <>
      <p class="example-text">
        <bdi class="outside" lang={reader.dataLanguage}>
          {shown.map(({ text, shift }, at) => {
            const part = visible(cut(text, SEGMENT_LIMIT), { lines: true });
            if (shift < LEAST_SHIFT) return part;
            return (
              <mark key={at} class={`moved moved-${weightOf(shift, most)}`}>
                {part}
              </mark>
            );
          })}
          {shown.length < segments.length ? '…' : ''}
        </bdi>
      </p>
      {most < LEAST_SHIFT ? (
        <p class="note">{texts.examples.noPart}</p>
      ) : (
        <p class="note">
          {texts.examples.strongest(
            <bdi lang={reader.dataLanguage}>{visible(cut(strongest.text.trim(), 60))}</bdi>,
            figures.percent(explanation.probability, 0),
            figures.percent(Math.max(0, explanation.probability - most), 0),
          )}
        </p>
      )}
    </>
  );
}

/** 1 to 3, by thirds of the strongest. */
function weightOf(shift: number, most: number): number {
  return Math.min(3, 1 + Math.floor((3 * shift) / most));
}

/** Segments from the start, as many as fit. */
function withinLimit(segments: Explanation['segments']): Explanation['segments'] {
  let length = 0;
  const end = segments.findIndex(({ text }) => {
    length += Math.min(text.length, SEGMENT_LIMIT);
    return length > TEXT_LIMIT;
  });
  return end === -1 ? segments : segments.slice(0, Math.max(1, end));
}
