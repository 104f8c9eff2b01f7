import type { SystemMetrics } from '../../pipeline/contracts/evaluation.ts';
import { ShareBar } from '../charts/class-bar.tsx';
import { ConfusionMatrix } from '../charts/confusion-matrix.tsx';
import { MatrixOverview } from '../charts/matrix-overview.tsx';
import type { Reader } from '../reader.ts';
import { type ConfusedPair, confusedPairs } from '../reading/confusions.ts';
import { Label, labelText } from './label.tsx';
import { Wide } from './wide.tsx';

/** Up to this many classes every cell can carry its number and every row its name. */
const NUMBERED = 20;
/** Beyond this even a picture without names says nothing. */
const PICTURED = 200;
/** Pairs listed beside a whole matrix, and where the list has to stand in for it. */
const FEW_PAIRS = 5;
const MANY_PAIRS = 20;

/** What was taken for what: the whole matrix where it can be read, an overview and the commonest pairs where not. */
export function Confusions(props: {
  readonly metrics: Pick<SystemMetrics, 'confusion' | 'n'>;
  readonly reader: Reader;
}) {
  const { reader } = props;
  const { labels, matrix } = props.metrics.confusion;
  const { classes } = reader.texts;
  const { figures } = reader;
  const pairs = confusedPairs(props.metrics.confusion);
  const right = matrix.reduce((sum, row, at) => sum + row[at]!, 0);
  const description = classes.matrixDescription(
    figures.count(labels.length),
    figures.count(right),
    figures.count(props.metrics.n),
  );
  const names = labels.map(labelText);
  return (
    <>
      <h3>{classes.matrixTitle}</h3>
      {labels.length <= NUMBERED ? (
        <figure>
          <p>{classes.matrixLead}</p>
          <Wide label={classes.matrixTitle}>
            <ConfusionMatrix
              id="matrix"
              labels={names}
              matrix={matrix}
              texts={{
                title: classes.matrixTitle,
                description,
                truth: classes.truth,
                answer: classes.answer,
                support: classes.support,
                cell: (truth, answer, count, share) =>
                  classes.cell(truth, answer, figures.count(count), figures.percent(share, 0)),
              }}
            />
          </Wide>
          <MatrixTable names={names} matrix={matrix} reader={reader} />
        </figure>
      ) : null}
      {labels.length > NUMBERED && labels.length <= PICTURED ? (
        <figure>
          <p>{classes.overviewLead(figures.count(labels.length))}</p>
          <MatrixOverview id="matrix" matrix={matrix} title={classes.matrixTitle} description={description} />
        </figure>
      ) : null}
      <PairTable pairs={pairs} most={labels.length <= NUMBERED ? FEW_PAIRS : MANY_PAIRS} reader={reader} />
    </>
  );
}

function PairTable(props: {
  readonly pairs: readonly ConfusedPair[];
  readonly most: number;
  readonly reader: Reader;
}) {
  const { pairs, reader } = props;
  const { classes } = reader.texts;
  if (pairs.length === 0) return <p>{classes.none}</p>;
  const shown = pairs.slice(0, props.most);
  return (
    <table class="pairs">
      <caption>
        {classes.pairsTitle}
        {shown.length < pairs.length ? (
          <span class="gloss">{classes.pairs(String(shown.length), reader.figures.count(pairs.length))}</span>
        ) : null}
      </caption>
      <thead>
        <tr>
          <th scope="col">{classes.truth}</th>
          <th scope="col">{classes.answer}</th>
          <th scope="col" class="figure">
            {classes.count}
          </th>
          <th scope="col" class="chart">
            {classes.share}
          </th>
        </tr>
      </thead>
      <tbody>
        {shown.map(({ truth, answer, count, share }) => (
          <tr key={`${truth}\u0000${answer}`}>
            <td>
              <Label name={truth} reader={reader} />
            </td>
            <td>
              <Label name={answer} reader={reader} />
            </td>
            <td class="figure">{reader.figures.count(count)}</td>
            <td class="chart">
              <div class="share">
                <span>{reader.figures.percent(share, 0)}</span>
                <ShareBar share={share} />
              </div>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function MatrixTable(props: {
  readonly names: readonly string[];
  readonly matrix: readonly (readonly number[])[];
  readonly reader: Reader;
}) {
  const { names, matrix, reader } = props;
  const { classes } = reader.texts;
  return (
    <details class="on-screen">
      <summary>{classes.tableOfMatrix}</summary>
      <Wide label={classes.tableOfMatrix}>
        <table class="small">
          <thead>
            <tr>
              <th scope="col">
                {classes.truth} \ {classes.answer}
              </th>
              {names.map((name, at) => (
                <th key={at} scope="col" class="figure">
                  <bdi>{name}</bdi>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {matrix.map((row, truth) => (
              <tr key={truth}>
                <th scope="row">
                  <bdi>{names[truth]}</bdi>
                </th>
                {row.map((count, answer) => (
                  <td key={answer} class="figure">
                    {count}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </details>
  );
}
