import type { ProbabilityFigures } from '../../pipeline/contracts/classification-figures.ts';
import { CoverageChart, ReliabilityChart } from '../charts/calibration.tsx';
import { decimal } from '../format/decimal.ts';
import type { Reader } from '../reader.ts';
import { detailTexts } from '../texts/detail-texts.ts';

interface ConfidenceProps {
  readonly figures: ProbabilityFigures;
  readonly reader: Reader;
}

/** How far the confidence of answers can be trusted, and from which on they can stand without a person. */
export function Confidence({ figures, reader }: ConfidenceProps) {
  const { reliability, coverage, hand_over: handOver, ece } = figures;
  const { confidence: texts, names } = detailTexts[reader.language];
  const { percent, count } = reader.figures;
  if (handOver === null) return <p>{texts.noProbabilities}</p>;
  const { point, target, chosen } = handOver;
  return (
    <>
      <p class="lead">
        {point === null
          ? texts.noHandOver(percent(target, 0))
          : texts.handOver(decimal(point.threshold), percent(point.coverage), percent(point.accuracy))}
      </p>
      {point !== null && point.accuracy < target ? <p>{texts.missedTarget(percent(target, 0))}</p> : null}
      {point === null || chosen === undefined ? null : (
        <p class="note">
          {chosen.folds === null
            ? texts.chosenOnValidation(count(chosen.n))
            : texts.crossFitted(count(chosen.folds))}
        </p>
      )}
      <div class="unit-squares">
        <figure>
          <figcaption>{texts.coverageTitle}</figcaption>
          <CoverageChart
            curve={coverage}
            target={target}
            point={point}
            title={texts.coverageTitle}
            description={texts.coverageNote}
            x={texts.answered}
            y={texts.right}
          />
          <p class="note">{texts.coverageNote}</p>
        </figure>
        <figure>
          <figcaption>{texts.reliabilityTitle}</figcaption>
          <ReliabilityChart
            bins={reliability}
            title={texts.reliabilityTitle}
            description={`${names.ece}: ${percent(ece)}`}
            x={texts.sure}
            y={texts.right}
          />
          <p class="note">{texts.reliabilityNote(percent(ece))}</p>
        </figure>
      </div>
      <CoverageTable figures={figures} reader={reader} />
      <ReliabilityTable figures={figures} reader={reader} />
    </>
  );
}

/** Shares of the records that one might want answered without a person. */
const SHARES = [1, 0.95, 0.9, 0.8, 0.7, 0.5];

function CoverageTable({ figures: { coverage }, reader }: ConfidenceProps) {
  const { confidence: texts } = detailTexts[reader.language];
  const { percent } = reader.figures;
  const rows = SHARES.flatMap((share) => {
    const point = coverage.findLast((each) => each.coverage <= share + 1e-9);
    return point === undefined ? [] : [point];
  });
  const distinct = rows.filter((row, at) => row !== rows[at - 1]);
  return (
    <table class="small">
      <caption>{texts.coverageTable}</caption>
      <thead>
        <tr>
          {[texts.threshold, texts.answered, texts.right].map((head) => (
            <th key={head} scope="col" class="figure">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {distinct.map(({ threshold, coverage: share, accuracy }) => (
          <tr key={threshold}>
            <th scope="row" class="figure">
              ≥ {decimal(threshold)}
            </th>
            <td class="figure">{percent(share)}</td>
            <td class="figure">{percent(accuracy)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function ReliabilityTable({ figures: { reliability }, reader }: ConfidenceProps) {
  const { confidence: texts } = detailTexts[reader.language];
  const { percent, count, range } = reader.figures;
  return (
    <details class="on-screen">
      <summary>{texts.table}</summary>
      <table class="small">
        <caption>{texts.reliabilityTitle}</caption>
        <thead>
          <tr>
            {[texts.sure, texts.answers, texts.meanConfidence, texts.right].map((head) => (
              <th key={head} scope="col" class="figure">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {reliability.map((bin) => (
            <tr key={bin.low}>
              <th scope="row" class="figure">
                {range([bin.low, bin.high])}
              </th>
              <td class="figure">{count(bin.n)}</td>
              <td class="figure">{percent(bin.confidence)}</td>
              <td class="figure">{percent(bin.accuracy)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
