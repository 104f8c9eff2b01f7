import type { DocumentIntake, IntakeReport } from '../../pipeline/contracts/data-reports.ts';
import { visible } from '../format/visible.ts';
import type { Reader } from '../reader.ts';
import { Facts } from './facts.tsx';
import { OutsideText } from './outside-text.tsx';

/** Refused documents that a page shows; the intake report has all of them. */
const MOST_SHOWN = 20;
const LONGEST_NAME = 200;

/** What was found in an upload of documents, and which of them were not taken. */
export function DocumentFacts(props: {
  readonly intake: IntakeReport;
  readonly documents: DocumentIntake;
  readonly reader: Reader;
}) {
  const { intake, documents, reader } = props;
  const { data } = reader.texts;
  const { figures } = reader;
  const formats = Object.entries(documents.formats).map(
    ([format, count]) => `${visible(format).toUpperCase()} ${figures.count(count)}`,
  );
  return (
    <>
      <Facts
        rows={[
          [data.documents.read, figures.count(documents.read)],
          [data.facts.format, formats.join(' · ')],
          [data.documents.official, figures.count(documents.official)],
          [data.documents.sections, figures.count(documents.sections)],
          [data.documents.passages, figures.count(documents.passages)],
          [data.documents.characters, figures.count(documents.characters)],
          [data.facts.size, figures.bytes(intake.bytes)],
          [
            data.facts.language,
            `${data.languageNames[intake.language]} · ${data.han(figures.percent(intake.han_share, 0))}`,
          ],
        ]}
      />
      <Refused documents={documents} reader={reader} />
    </>
  );
}

function Refused({ documents: { refused }, reader }: { documents: DocumentIntake; reader: Reader }) {
  if (refused.length === 0) return null;
  const { data } = reader.texts;
  const rest = refused.length - MOST_SHOWN;
  return (
    <>
      <p>{data.documents.refused(reader.figures.count(refused.length))}</p>
      <ul>
        {refused.slice(0, MOST_SHOWN).map(({ document, reason }) => (
          <li key={document}>
            <OutsideText text={document} limit={LONGEST_NAME} reader={reader} />{' '}
            {visible(reason[reader.language])}
          </li>
        ))}
      </ul>
      {rest > 0 ? <p>{data.documents.more(reader.figures.count(rest))}</p> : null}
    </>
  );
}
