import type { IntakeReport } from '../../pipeline/contracts/data-reports.ts';
import { visible } from '../format/visible.ts';
import type { Reader } from '../reader.ts';
import { Facts } from './facts.tsx';

/** What was found in the uploaded file. */
export function IntakeFacts({ intake, reader }: { intake: IntakeReport; reader: Reader }) {
  const { data } = reader.texts;
  const { figures } = reader;
  const encoding = visible(intake.encoding).toUpperCase();
  return (
    <Facts
      rows={[
        [data.facts.records, figures.count(intake.records)],
        [data.facts.format, `${data.formats[intake.format]} · ${intake.container.toUpperCase()}`],
        [data.facts.encoding, intake.bom ? `${encoding} (${data.withBom})` : encoding],
        [data.facts.size, figures.bytes(intake.bytes)],
        [
          data.facts.language,
          `${data.languageNames[intake.language]} · ${data.han(figures.percent(intake.han_share, 0))}`,
        ],
        [data.facts.instruction, intake.has_instruction ? data.ownInstruction : data.noInstruction],
      ]}
    />
  );
}
