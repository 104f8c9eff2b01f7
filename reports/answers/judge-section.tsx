import type { JudgeComparison, JudgeReport } from '../../pipeline/contracts/judge.ts';
import { Strip, StripKey, type VerdictPart } from '../charts/strip.tsx';
import { Wide } from '../components/wide.tsx';
import { visible } from '../format/visible.ts';
import type { AnswerReader } from './answer-reader.ts';

/** What becomes of a record, in the order of the strip: the part's look, and how many. */
const KINDS = {
  better: { part: 'won', of: (one: JudgeComparison) => one.candidate_better },
  ties: { part: 'tied', of: (one: JudgeComparison) => one.ties },
  identical: { part: 'alike', of: (one: JudgeComparison) => one.identical },
  worse: { part: 'lost', of: (one: JudgeComparison) => one.reference_better },
  contradictory: { part: 'torn', of: (one: JudgeComparison) => one.contradictory },
  failed: { part: 'silent', of: (one: JudgeComparison) => one.failed },
} as const satisfies Readonly<
  Record<string, { readonly part: VerdictPart; readonly of: (one: JudgeComparison) => number }>
>;
type Kind = keyof typeof KINDS;
const ORDER = Object.keys(KINDS) as readonly Kind[];

/** p from which on a preference may be chance. */
const LIMIT = 0.05;
const NBSP = '\u00a0';
/** Agreement with itself below which a judge's verdicts are to be taken with care: a coin agrees on half or less. */
const RELIABLE = 0.7;

/** What a text model says of the generated texts; nothing where none was asked. */
export function JudgeSection({ judge, reader }: { judge: JudgeReport | null; reader: AnswerReader }) {
  if (judge === null) return null;
  const { figures } = reader;
  const { gap } = reader.texts.comparison;
  const texts = reader.answers.judge;
  const { tried, held, fooled, failed } = judge.controls;
  return (
    <>
      <h3>{texts.title}</h3>
      <p>{texts.lead(visible(judge.model), figures.count(judge.records), figures.count(judge.of))}</p>
      {judge.comparisons.map((comparison) => (
        <Against
          key={comparison.reference}
          comparison={comparison}
          confidence={judge.confidence}
          reader={reader}
        />
      ))}
      <p class="note">
        {texts.controls(figures.count(tried), figures.count(held))}
        {failed === 0 ? null : `${gap}${texts.controlsFailed(figures.count(failed))}`}
        {judge.masked === 0 ? null : `${gap}${texts.masked(figures.count(judge.masked))}`}
      </p>
      {fooled === 0 ? null : (
        <div class="callout">
          <p>{texts.fooled(figures.count(fooled))}</p>
        </div>
      )}
    </>
  );
}

interface AgainstProps {
  readonly comparison: JudgeComparison;
  readonly confidence: number;
  readonly reader: AnswerReader;
}

function Against({ comparison, confidence, reader }: AgainstProps) {
  const { figures, texts: all } = reader;
  const texts = reader.answers.judge;
  const other = all.systemsInText[comparison.reference];
  const { gap } = all.comparison;
  const { preferred, candidate_better: better, reference_better: worse } = comparison;
  const side =
    preferred === null ? 'none' : preferred.p >= LIMIT ? 'open' : better > worse ? 'better' : 'worse';
  return (
    <div class="chance">
      <h4>{texts.against(other)}</h4>
      <p>
        <strong>{texts.conclusion[side]}</strong>
        {gap}
        {texts.decided(figures.count(better), other, figures.count(worse))}
        {preferred === null
          ? null
          : `${gap}${texts.preferred(figures.percent(preferred.share), figures.range(preferred.interval), figures.percent(confidence, 0))}${gap}${texts.signTest(figures.p(preferred.p).replaceAll(' ', NBSP))}`}
      </p>
      <VerdictFigure comparison={comparison} other={other} reader={reader} />
      <Reliability comparison={comparison} reader={reader} />
    </div>
  );
}

/** How often the judge agrees with itself, and what it gave no verdict on. */
function Reliability({ comparison, reader }: Omit<AgainstProps, 'confidence'>) {
  const { figures, texts: all } = reader;
  const texts = reader.answers.judge;
  const { agreement, favoured, failed, failures } = comparison;
  const { gap } = all.comparison;
  return (
    <>
      {agreement === null ? null : (
        <p>
          {texts.agreement(figures.percent(agreement.share), figures.range(agreement.interval))}
          {agreement.share === 1
            ? null
            : `${gap}${texts.favoured(figures.count(favoured.first), figures.count(favoured.second))}`}
          {agreement.share >= RELIABLE ? null : (
            <>
              {gap}
              <strong>{texts.unreliable}</strong>
            </>
          )}
        </p>
      )}
      {failed === 0 ? null : (
        <p>
          {texts.failures(
            figures.count(failed),
            figures.count(failures.unanswered),
            figures.count(failures.unreadable),
          )}
        </p>
      )}
    </>
  );
}

/** The records by what became of them: a strip, and the same as a table. */
function VerdictFigure(props: {
  readonly comparison: JudgeComparison;
  readonly other: string;
  readonly reader: AnswerReader;
}) {
  const { comparison, other, reader } = props;
  const { count, percent } = reader.figures;
  const texts = reader.answers.judge;
  const id = `verdicts-${comparison.reference}`;
  const rows = ORDER.map((kind) => {
    const { part, of } = KINDS[kind];
    return { kind, part, count: of(comparison), name: texts.kinds[kind] };
  });
  const named = rows.map((row) => `${row.name} ${count(row.count)}`).join(', ');
  return (
    <figure class="verdicts">
      <Strip
        id={id}
        title={texts.caption}
        description={texts.description(other, named)}
        parts={rows.map((row) => ({ part: row.part, count: row.count, text: count(row.count) }))}
      />
      <Wide label={texts.caption}>
        <table class="small verdict-table">
          <caption>{texts.caption}</caption>
          <thead>
            <tr>
              <th scope="col">{texts.verdict}</th>
              <th scope="col" class="figure">
                {texts.records}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.kind}>
                <th scope="row">
                  <StripKey id={id} part={row.part} /> {row.name}
                </th>
                <td class="figure">
                  {count(row.count)} <span class="note">{percent(row.count / comparison.records, 0)}</span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </figure>
  );
}
