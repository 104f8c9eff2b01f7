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
      <Changes previous={previous} reader={reader} />
      {previous.advice.length === 0 ? (
        <p>{texts.none}</p>
      ) : (
        <table class="small previous">
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

/** What is otherwise than in the run before. */
function Changes({ previous: { train, settings }, reader }: Omit<PreviousProps, 'now'>) {
  const texts = previousTexts[reader.language];
  const { count } = reader.figures;
  const rows = [
    ...(train.before === train.after
      ? []
      : [{ key: '', name: <>{texts.train}</>, before: count(train.before), after: count(train.after) }]),
    ...settings.map(({ field, before, after }) => ({
      key: field,
      name: <FieldName field={field} reader={reader} />,
      before: valueText(before, reader),
      after: valueText(after, reader),
    })),
  ];
  if (rows.length === 0) return <p>{texts.unchanged}</p>;
  return (
    <table class="small previous">
      <thead>
        <tr>
          {[texts.changed, texts.earlier, texts.now].map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, name, before, after }) => (
          <tr key={key}>
            <th scope="row">{name}</th>
            <td>{before}</td>
            <td>{after}</td>
          </tr>
        ))}
      </tbody>
    </table>
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
