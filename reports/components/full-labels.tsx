import { cut } from '../format/cut.ts';
import { visible } from '../format/visible.ts';
import type { Reader } from '../reader.ts';

/** Together the labels may take this many characters of a page; each gets its share, at least a few lines. */
const ALL_CHARACTERS = 24_000;
const LEAST_CHARACTERS = 200;

/** The labels that are cut where they are used, in full or nearly so, each where `Label` links to. */
export function FullLabels({ labels, reader }: { labels: readonly string[]; reader: Reader }) {
  const limit = Math.max(LEAST_CHARACTERS, Math.floor(ALL_CHARACTERS / labels.length));
  return (
    <ol class="full-labels">
      {labels.map((label) => {
        const text = visible(label);
        return (
          <li key={label} id={reader.fullLabelAnchor(label) ?? undefined}>
            <bdi lang={reader.dataLanguage}>{cut(text, limit)}</bdi>
            {text.length > limit ? (
              <span class="note">{reader.texts.page.cutLabel(reader.figures.count(label.length))}</span>
            ) : null}
          </li>
        );
      })}
    </ol>
  );
}
