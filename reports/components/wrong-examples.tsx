import type { Explanation } from '../../pipeline/contracts/explanation.ts';
import { SYSTEM_IDS } from '../../pipeline/contracts/names.ts';
import { SeriesKey } from '../charts/series-mark.tsx';
import { cut } from '../format/cut.ts';
import { visible } from '../format/visible.ts';
import type { Reader } from '../reader.ts';
import { regressionsIn, type ShownExample, type WrongGroup } from '../reading/confusions.ts';
import { ExplainedText } from './explained-text.tsx';
import { Label } from './label.tsx';
import { OutsideText } from './outside-text.tsx';

const MOST_GROUPS = 16;
const MOST_EXAMPLES = 4;
const OPEN_GROUPS = 3;
const TEXT_LIMIT = 240;

/** Wrong answers by confusion, a few of each, with what every system answered and how sure it was. */
export function WrongExamples(props: {
  readonly groups: readonly WrongGroup[];
  /** Wrong answers in the whole test. */
  readonly wrong: number;
  /** What some of the answers rest on, by record id. */
  readonly explanations: ReadonlyMap<string, Explanation>;
  readonly reader: Reader;
}) {
  const { reader, explanations } = props;
  const { examples: texts } = reader.texts;
  if (props.wrong === 0) return <p>{texts.none}</p>;
  const lost = regressionsIn(props.groups.flatMap(({ examples }) => examples));
  const groups = props.groups.slice(0, MOST_GROUPS);
  const shown = groups.reduce((sum, group) => sum + shownOf(group), 0);
  return (
    <>
      <p class="lead">{texts.lead(reader.figures.count(shown), reader.figures.count(props.wrong))}</p>
      {explanations.size === 0 ? null : <p class="note">{texts.explained}</p>}
      {lost.length === 0 ? null : (
        <details class="group" open>
          <summary>
            <span class="group-title">{texts.regressions}</span>
            <span class="note">{texts.records(reader.figures.count(lost.length))}</span>
          </summary>
          <ExampleList examples={lost} explanations={explanations} reader={reader} />
        </details>
      )}
      {groups.map((group, at) => (
        <details key={at} class="group" open={at < OPEN_GROUPS}>
          <summary>
            <span class="group-title">
              {texts.group(
                <Label name={group.truth} reader={reader} linked={false} />,
                <Label name={group.answer} reader={reader} linked={false} />,
              )}
            </span>
            <span class="note">{texts.records(reader.figures.count(group.count))}</span>
          </summary>
          <ExampleList examples={group.examples} explanations={explanations} reader={reader} />
          {group.count > shownOf(group) ? (
            <p class="note">{texts.more(reader.figures.count(group.count - shownOf(group)))}</p>
          ) : null}
        </details>
      ))}
    </>
  );
}

const shownOf = ({ examples }: WrongGroup) => Math.min(examples.length, MOST_EXAMPLES);

function ExampleList(props: {
  readonly examples: readonly ShownExample[];
  readonly explanations: ReadonlyMap<string, Explanation>;
  readonly reader: Reader;
}) {
  // Those that are explained say most.
  const first = props.examples.toSorted(
    (a, b) => Number(props.explanations.has(b.id)) - Number(props.explanations.has(a.id)),
  );
  return (
    <ul class="examples">
      {first.slice(0, MOST_EXAMPLES).map((outcome) => (
        <Example
          key={outcome.id}
          outcome={outcome}
          explanation={props.explanations.get(outcome.id) ?? null}
          reader={props.reader}
        />
      ))}
    </ul>
  );
}

function Example({
  outcome,
  explanation,
  reader,
}: {
  outcome: ShownExample;
  explanation: Explanation | null;
  reader: Reader;
}) {
  const { texts, figures } = reader;
  return (
    <li class="example">
      {explanation !== null ? (
        <ExplainedText explanation={explanation} reader={reader} />
      ) : outcome.text === null ? null : (
        <p class="example-text">
          <OutsideText text={outcome.text} limit={TEXT_LIMIT} reader={reader} />
        </p>
      )}
      <ul class="answers">
        {SYSTEM_IDS.map((id) => {
          const answer = outcome.answers[id];
          if (answer === undefined) return null;
          return (
            <li key={id}>
              <SeriesKey system={id} />
              {texts.systems[id]} {texts.examples.answered} <Label name={answer.label} reader={reader} />{' '}
              <span class="note">
                {answer.probability === null
                  ? null
                  : texts.examples.sure(figures.percent(answer.probability, 0))}
                {answer.label === outcome.truth ? texts.examples.right : ''}
              </span>
            </li>
          );
        })}
        <li class="example-id">
          {texts.examples.record} <bdi>{cut(visible(outcome.id), 60)}</bdi>
        </li>
      </ul>
    </li>
  );
}
