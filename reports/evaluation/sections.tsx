import type { FileReportModel } from '../../pipeline/contracts/file-report.ts';
import { adviceForFile } from '../advice/rules.ts';
import { HundredDots } from '../charts/hundred-dots.tsx';
import { AdviceList } from '../components/advice-list.tsx';
import { ClassTable } from '../components/class-table.tsx';
import { Confusions } from '../components/confusions.tsx';
import { WrongExamples } from '../components/wrong-examples.tsx';
import { AllMetrics } from '../details/all-metrics.tsx';
import { Bias } from '../details/bias.tsx';
import { ClassDifferencesTable } from '../details/class-differences.tsx';
import { Confidence } from '../details/confidence.tsx';
import { RankingCurveFigures } from '../details/ranking.tsx';
import { Slices } from '../details/slices.tsx';
import { visible } from '../format/visible.ts';
import type { Reader } from '../reader.ts';
import { shownExample, wrongGroups } from '../reading/confusions.ts';
import { perHundred } from '../reading/per-hundred.ts';
import { detailTexts } from '../texts/detail-texts.ts';
import type { EvaluationTexts } from '../texts/evaluation-texts.ts';

export interface SectionProps {
  readonly model: FileReportModel;
  readonly reader: Reader;
  readonly texts: EvaluationTexts;
}

const LIMIT = 0.05;

export function ResultSection({ model, reader, texts }: SectionProps) {
  const { figures, warnings } = model;
  const { comparison, intervals } = figures;
  const right = perHundred(figures.accuracy);
  const format = reader.figures;
  const side =
    comparison === null || comparison.macro_f1_p >= LIMIT
      ? 'open'
      : comparison.macro_f1_difference > 0
        ? 'better'
        : 'worse';
  const pictures = [
    { system: 'tuned' as const, name: texts.candidate, right },
    ...(comparison === null
      ? []
      : [{ system: 'base' as const, name: texts.baseline, right: perHundred(comparison.baseline.accuracy) }]),
  ];
  return (
    <div class="statement">
      <div>
        <p class="statement-sentence">{texts.right(String(right), format.count(figures.n))}</p>
        {comparison === null ? null : (
          <p class="statement-hundred">
            {texts.baselineRight(String(perHundred(comparison.baseline.accuracy)))} {texts.conclusion[side]}
          </p>
        )}
        <ul>
          {intervals.accuracy === null ? null : (
            <li>{texts.interval(format.percent(figures.confidence, 0), format.range(intervals.accuracy))}</li>
          )}
          {comparison === null ? null : (
            <>
              <li>
                {texts.paired(
                  format.points(comparison.macro_f1_difference),
                  format.points(comparison.interval[0]),
                  format.points(comparison.interval[1]),
                  format.p(comparison.macro_f1_p),
                  format.p(comparison.mcnemar_p),
                )}
              </li>
              <li>
                {texts.onlyOne(
                  format.count(comparison.only_candidate_correct),
                  format.count(comparison.only_reference_correct),
                )}
              </li>
            </>
          )}
          <li>{figures.detectable.words[reader.language]}</li>
          {warnings.map((warning) => (
            <li key={warning.en}>{visible(warning[reader.language])}</li>
          ))}
        </ul>
      </div>
      <figure class="statement-picture">
        <div class={`hundreds hundreds-${pictures.length}`}>
          {pictures.map((one) => (
            <div key={one.system} class={`hundred-of-${one.system}`}>
              <p class="hundred-name">{one.name}</p>
              <HundredDots
                id={`hundred-${one.system}`}
                system={one.system}
                right={one.right}
                title={one.name}
                description={`${one.name}: ${one.right} / 100`}
              />
              <p class="hundred-figure">
                <strong>{one.right}</strong> / 100
              </p>
            </div>
          ))}
        </div>
      </figure>
    </div>
  );
}

export function MetricsSection({ model, reader }: SectionProps) {
  return <AllMetrics figures={model.figures} reader={reader} />;
}

export function ClassesSection({ model, reader, texts }: SectionProps) {
  const { figures } = model;
  const rows = Object.entries(figures.per_class).map(([label, row]) => ({ label, ...row }));
  const base = figures.comparison?.baseline.f1 ?? {};
  return (
    <>
      <p class="lead">{texts.classLead}</p>
      <ClassTable
        tuned={rows}
        base={rows.map((row) => ({ ...row, f1: Object.hasOwn(base, row.label) ? base[row.label]! : null }))}
        reader={reader}
      />
      {figures.comparison === null ? null : (
        <ClassDifferencesTable
          differences={figures.comparison.per_class}
          against={texts.against}
          reader={reader}
        />
      )}
      <Confusions metrics={figures} reader={reader} />
    </>
  );
}

export function ConfidenceSection({ model, reader }: SectionProps) {
  return (
    <>
      <Confidence figures={model.figures} reader={reader} />
      <RankingCurveFigures figures={model.figures} reader={reader} />
    </>
  );
}

export function SlicesSection({ model, reader }: SectionProps) {
  return (
    <>
      <Slices slices={model.figures.slices} reader={reader} />
      {model.bias ? null : <p class="note">{detailTexts[reader.language].bias.notFromFile}</p>}
    </>
  );
}

export function BiasSection({ model, reader }: SectionProps) {
  return model.bias ? <Bias bias={model.bias} reader={reader} /> : null;
}

export function AdviceSection({ model, reader }: SectionProps) {
  const items = adviceForFile(model);
  return (
    <>
      {items.length === 0 ? null : <p class="lead">{reader.texts.advice.lead}</p>}
      <AdviceList items={items} reader={reader} />
    </>
  );
}

export function ExamplesSection({ model, reader }: SectionProps) {
  const { confusion, n } = model.figures;
  return (
    <WrongExamples
      groups={wrongGroups(model.wrong.map(shownExample), confusion)}
      wrong={n - confusion.matrix.reduce((sum, row, at) => sum + row[at]!, 0)}
      explanations={new Map()}
      reader={reader}
    />
  );
}
