import type { DocumentIntake } from '../../contracts/data-reports.ts';
import type { Cli } from '../context.ts';
import { printable } from '../terminal/printable.ts';

/** Refused documents, and files passed over, that a person is shown. */
const MOST_SHOWN = 20;

/** What a person is told of an upload of documents. */
export function documentLines({ say, language }: Cli, documents: DocumentIntake): string[] {
  const { read, official, sections, passages, characters, refused, passed_over: passedOver } = documents;
  const formats = Object.entries(documents.formats).map(([format, count]) => `${format} ${count}`);
  const rest = refused.length - MOST_SHOWN;
  return [
    say('checkedDocuments', {
      ...{ read, official, sections, passages, characters },
      formats: formats.join(', '),
    }),
    ...(refused.length > 0 ? [say('checkedRefused', { count: refused.length })] : []),
    ...refused.slice(0, MOST_SHOWN).map(({ document, reason, advice }) =>
      say('checkedRefusedOne', {
        document: printable(document),
        reason: printable(reason[language]),
        advice: printable(advice[language]),
      }),
    ),
    ...(rest > 0 ? [say('checkedRefusedMore', { count: rest })] : []),
    ...(passedOver.length > 0
      ? [
          say('checkedPassedOver', {
            count: passedOver.length,
            files: passedOver.slice(0, MOST_SHOWN).map(printable).join(', '),
          }),
        ]
      : []),
  ];
}
