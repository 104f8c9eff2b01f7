import type { ComponentChildren } from 'preact';
import type { EvaluationDetails } from '../../pipeline/contracts/evaluation-details.ts';
import type { ReportModel } from '../../pipeline/contracts/report.ts';
import { AllMetrics } from '../details/all-metrics.tsx';
import { Bias } from '../details/bias.tsx';
import { ClassDifferencesTable } from '../details/class-differences.tsx';
import { Confidence } from '../details/confidence.tsx';
import { RankingCurveFigures } from '../details/ranking.tsx';
import { Slices } from '../details/slices.tsx';
import type { Reader } from '../reader.ts';
import { detailTexts } from '../texts/detail-texts.ts';

interface SectionProps {
  readonly model: ReportModel;
  readonly reader: Reader;
}

/** A section of details; the page leaves it out where there are none. */
function section(body: (details: EvaluationDetails, reader: Reader) => ComponentChildren) {
  return ({ model, reader }: SectionProps) => {
    const details = model.details ?? null;
    return details === null ? null : body(details, reader);
  };
}

export const ConfidenceSection = section(({ figures }, reader) => (
  <>
    <Confidence figures={figures} reader={reader} />
    <RankingCurveFigures figures={figures} reader={reader} />
  </>
));

export const SlicesSection = section(({ figures }, reader) => (
  <Slices slices={figures.slices} reader={reader} />
));

export const BiasSection = section(({ bias }, reader) =>
  bias === null ? null : <Bias bias={bias} reader={reader} />,
);

/** Beside the headline figures: all others of the tuned model, for who wants them. */
export const FurtherMetrics = section(({ figures }, reader) => (
  <details>
    <summary>{detailTexts[reader.language].metrics.further}</summary>
    <AllMetrics figures={figures} reader={reader} />
  </details>
));

/** Beside the table of classes: where the tuned model differs from each of the others. */
export const ClassDifferences = section(({ class_differences: differences }, reader) => (
  <>
    {differences.map(({ reference, classes }) => (
      <ClassDifferencesTable
        key={reference}
        differences={classes}
        against={reader.texts.systemsInText[reference]}
        reader={reader}
      />
    ))}
  </>
));
