import type { IntakeReport } from '../../pipeline/contracts/data-reports.ts';
import {
  containerTitle,
  FORMAT_TITLES,
  mappingTitle,
  warningTitle,
} from '../../pipeline/contracts/data-titles.ts';
import { visible } from '../format/visible.ts';
import type { Reader } from '../reader.ts';
import { DocumentFacts } from './document-facts.tsx';
import { Facts } from './facts.tsx';

/** What was found in the uploaded file. */
export function IntakeFacts({ intake, reader }: { intake: IntakeReport; reader: Reader }) {
  if (intake.documents !== undefined) {
    return <DocumentFacts intake={intake} documents={intake.documents} reader={reader} />;
  }
  const { data } = reader.texts;
  const { figures, language } = reader;
  const encoding = visible(intake.encoding).toUpperCase();
  const format = FORMAT_TITLES[intake.format][language];
  const { mapping, sheet, warnings = [] } = intake;
  return (
    <>
      <Facts
        rows={[
          [data.facts.records, figures.count(intake.records)],
          [data.facts.format, `${format} · ${containerTitle(intake)[language]}`],
          [data.facts.encoding, intake.bom ? `${encoding} (${data.withBom})` : encoding],
          [data.facts.size, figures.bytes(intake.bytes)],
          [
            data.facts.language,
            `${data.languageNames[intake.language]} · ${data.han(figures.percent(intake.han_share, 0))}`,
          ],
          [data.facts.instruction, intake.has_instruction ? data.ownInstruction : data.noInstruction],
          [
            data.facts.normalised,
            intake.normalised === undefined ? null : data.normalised(figures.count(intake.normalised.texts)),
          ],
          [data.facts.sheet, sheet === undefined ? null : visible(sheet)],
          [
            mapping?.guessed ? data.facts.guessedColumns : data.facts.columns,
            mapping === undefined ? null : visible(mappingTitle(mapping)),
          ],
        ]}
      />
      {warnings.length === 0 ? null : (
        <ul>
          {warnings.map((warning) => (
            <li key={warning.code}>{visible(warningTitle(warning)[language])}</li>
          ))}
        </ul>
      )}
    </>
  );
}
