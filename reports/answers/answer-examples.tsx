import type { AnswerOutcome, ScoredAnswer } from '../../pipeline/contracts/answer-evaluation.ts';
import { SYSTEM_IDS, type SystemId } from '../../pipeline/contracts/names.ts';
import { SeriesKey } from '../charts/series-mark.tsx';
import { OutsideText } from '../components/outside-text.tsx';
import { cut } from '../format/cut.ts';
import { visible } from '../format/visible.ts';
import { answerInContext, type ExampleGroup, type ExampleGroupKind } from '../reading/answer-examples.ts';
import type { AnswerReader } from './answer-reader.ts';

const MOST_EXAMPLES = 8;
const TEXT_LIMIT = 200;
const ANSWER_LIMIT = 300;

/** Answers that went wrong, in groups: what every system answered to each, and what was expected. */
export function AnswerExamples(props: {
  readonly groups: readonly ExampleGroup[];
  /** Who answered the regressions better. */
  readonly reference: SystemId;
  /** Records of the whole test in each group, of which an evaluation holds some. */
  readonly totals: Readonly<Record<ExampleGroupKind, number>>;
  readonly reader: AnswerReader;
}) {
  const { reader, groups } = props;
  const { examples: texts } = reader.answers;
  if (groups.length === 0) return <p>{texts.none}</p>;
  const titles: Readonly<Record<ExampleGroupKind, string>> = {
    regressions: texts.regressions(reader.texts.systemsInText[props.reference]),
    unreadable: texts.unreadable,
    wrong: texts.wrong,
    partly: texts.partly,
  };
  return (
    <>
      <p class="lead">{texts.lead}</p>
      {groups.map(({ kind, examples }) => {
        const shown = examples.slice(0, MOST_EXAMPLES);
        return (
          <details key={kind} class="group" open>
            <summary>
              <span class="group-title">{titles[kind]}</span>
              <span class="note">
                {texts.shown(reader.figures.count(shown.length), reader.figures.count(props.totals[kind]))}
              </span>
            </summary>
            <ul class="examples">
              {shown.map((outcome) => (
                <AnswerExample key={outcome.id} outcome={outcome} reader={reader} />
              ))}
            </ul>
          </details>
        );
      })}
    </>
  );
}

function AnswerExample({ outcome, reader }: { outcome: AnswerOutcome; reader: AnswerReader }) {
  const { texts } = reader;
  const { examples } = reader.answers;
  const place = answerInContext(outcome.text, outcome.truth, TEXT_LIMIT);
  return (
    <li class="example">
      <p class="example-text">
        <OutsideText text={outcome.text} limit={TEXT_LIMIT} reader={reader} />
      </p>
      {place === null ? null : (
        <p class="example-text note">
          {examples.around}
          <bdi lang={reader.dataLanguage}>
            …{visible(place.before)}
            <mark>{visible(place.answer)}</mark>
            {visible(place.after)}…
          </bdi>
        </p>
      )}
      <dl class="given">
        <div>
          <dt>{examples.expected}</dt>
          <dd>
            <OutsideText text={outcome.truth} limit={ANSWER_LIMIT} reader={reader} />
          </dd>
        </div>
        {SYSTEM_IDS.map((id) => {
          const given = outcome.answers[id];
          return given === undefined ? null : (
            <div key={id}>
              <dt>
                <SeriesKey system={id} />
                {texts.systems[id]}
              </dt>
              <dd>
                <Given given={given} reader={reader} />
              </dd>
            </div>
          );
        })}
      </dl>
      <p class="example-id">
        {texts.examples.record} <bdi>{cut(visible(outcome.id), 60)}</bdi>
      </p>
    </li>
  );
}

function Given({ given, reader }: { given: ScoredAnswer; reader: AnswerReader }) {
  const { examples } = reader.answers;
  const mark = !given.readable
    ? examples.unreadableMark
    : given.score >= 1
      ? examples.exact
      : examples.score(reader.figures.number(Math.round(given.score * 100) / 100));
  return (
    <>
      {given.answer.trim() === '' ? (
        <span class="muted">{examples.nothing}</span>
      ) : (
        <OutsideText text={given.answer} limit={ANSWER_LIMIT} reader={reader} />
      )}{' '}
      <span class="note">{mark}</span>
    </>
  );
}
