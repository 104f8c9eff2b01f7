import { CoverageChart, ReliabilityChart } from '../charts/calibration.tsx';
import type { SectionProps } from './sections.tsx';

/** How far the confidence of answers can be trusted, and from which on they can stand without a person. */
export function ConfidenceSection({ model, reader, texts }: SectionProps) {
  const { reliability, coverage, hand_over: handOver, ece } = model.figures;
  const { percent, count } = reader.figures;
  if (handOver === null) return <p>{texts.noProbabilities}</p>;
  const { point, target } = handOver;
  return (
    <>
      <p class="lead">
        {point === null
          ? texts.noHandOver(percent(target, 0))
          : texts.handOver(point.threshold.toFixed(3), percent(point.coverage), percent(point.accuracy))}
      </p>
      <div class="unit-squares">
        <figure>
          <h3>{texts.reliabilityTitle}</h3>
          <ReliabilityChart
            bins={reliability}
            title={texts.reliabilityTitle}
            description={`${texts.names.ece}: ${percent(ece)}`}
          />
          <figcaption class="note">{texts.reliabilityNote}</figcaption>
        </figure>
        <figure>
          <h3>{texts.coverageTitle}</h3>
          <CoverageChart
            curve={coverage}
            target={target}
            point={point}
            title={texts.coverageTitle}
            description={texts.coverageNote}
          />
          <figcaption class="note">{texts.coverageNote}</figcaption>
        </figure>
      </div>
      <details class="on-screen">
        <summary>{texts.table}</summary>
        <table class="small">
          <thead>
            <tr>
              {[texts.bin, texts.answers, texts.meanConfidence, texts.names.accuracy].map((head) => (
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
                  {reader.figures.range([bin.low, bin.high])}
                </th>
                <td class="figure">{count(bin.n)}</td>
                <td class="figure">{percent(bin.confidence)}</td>
                <td class="figure">{percent(bin.accuracy)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </>
  );
}
