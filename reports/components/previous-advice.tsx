import type { PreviousRun } from '../../pipeline/contracts/previous-run.ts';
import type { PrimaryFigure } from '../../pipeline/contracts/primary.ts';
import type { Advice, AdviceEvidence, AdviceId } from '../advice/evidence.ts';
import type { Reader } from '../reader.ts';
import { type PreviousTexts, previousTexts } from '../texts/previous-texts.ts';
import { adviceWords } from './advice-list.tsx';
import { FieldName, valueText } from './setting-table.tsx';

interface PreviousProps {
  readonly previous: PreviousRun;
  /** The figure of merit of the tuned model now. */
  readonly now: PrimaryFigure;
  readonly reader: Reader;
}

/** What the last model's report advised, what was changed since, and what came of it. */
export function PreviousAdvice({ previous, now, reader }: PreviousProps) {
  const texts = previousTexts[reader.language];
  return (
    <>
      <h3>{texts.title}</h3>
      <p>{outcome(previous, now, reader, texts)}</p>
      <ul>
        {previous.train.before === previous.train.after ? null : (
          <li>
            {texts.train(
              reader.figures.count(previous.train.before),
              reader.figures.count(previous.train.after),
            )}
          </li>
        )}
        {previous.settings.map(({ field, before, after }) => (
          <li key={field}>
            <FieldName field={field} reader={reader} /> {valueText(before, reader)} →{' '}
            {valueText(after, reader)}
          </li>
        ))}
      </ul>
      {previous.advice.length === 0 ? (
        <p>{texts.none}</p>
      ) : (
        <table class="small">
          <thead>
            <tr>
              <th scope="col">{texts.advised}</th>
              <th scope="col">{texts.became}</th>
            </tr>
          </thead>
          <tbody>
            {previous.advice.map(({ id, evidence, state }) => (
              <tr key={id}>
                <th scope="row">{titleOf({ id, evidence } as Advice, reader)}</th>
                <td>{texts.states[state]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

function outcome(
  { merit, same_test: same }: PreviousRun,
  now: PrimaryFigure,
  reader: Reader,
  texts: PreviousTexts,
) {
  const { figures, language } = reader;
  const sentence = texts.outcome(
    merit.name[language],
    figures.percent(merit.value),
    figures.percent(now.value),
    figures.points(now.value - merit.value),
  );
  return same ? sentence : `${sentence} ${texts.otherTest}`;
}

function titleOf<K extends AdviceId>(
  { id, evidence }: { readonly id: K; readonly evidence: AdviceEvidence[K] },
  reader: Reader,
): string {
  return reader.texts.advice.items[id](evidence, adviceWords(reader)).title;
}
