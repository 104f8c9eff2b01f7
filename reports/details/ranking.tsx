import type { ClassificationFigures } from '../../pipeline/contracts/classification-figures.ts';
import { RankingCurves, SmallCurve } from '../charts/ranking-curves.tsx';
import { Label } from '../components/label.tsx';
import { Wide } from '../components/wide.tsx';
import { decimal } from '../format/decimal.ts';
import type { Reader } from '../reader.ts';
import { detailTexts } from '../texts/detail-texts.ts';

/** How well probabilities tell each class from the rest: ROC and precision-recall curves with their areas. */
export function RankingCurveFigures({ figures, reader }: { figures: ClassificationFigures; reader: Reader }) {
  const { curves, roc_auc: roc, average_precision: precision } = figures;
  if (curves === null || curves.macro.pr.length === 0) return null;
  const texts = detailTexts[reader.language].curves;
  const area = (value: number | null | undefined) => decimal(value ?? null);
  const rocTitle = texts.roc(area(roc?.macro));
  const prTitle = texts.pr(area(precision?.macro));
  return (
    <>
      <h3>{texts.title}</h3>
      <p class="lead">{texts.lead}</p>
      <div class="unit-squares">
        {curves.macro.roc.length === 0 ? null : (
          <figure>
            <figcaption>{rocTitle}</figcaption>
            <RankingCurves
              kind="roc"
              curves={curves}
              title={rocTitle}
              description={texts.description}
              x={texts.falseAlarms}
              y={texts.found}
            />
          </figure>
        )}
        <figure>
          <figcaption>{prTitle}</figcaption>
          <RankingCurves
            kind="pr"
            curves={curves}
            title={prTitle}
            description={texts.description}
            x={texts.found}
            y={texts.precise}
          />
        </figure>
      </div>
      <p class="note">{texts.note}</p>
      <ClassAreas figures={figures} curves={curves} reader={reader} />
    </>
  );
}

function ClassAreas(props: {
  readonly figures: ClassificationFigures;
  readonly curves: NonNullable<ClassificationFigures['curves']>;
  readonly reader: Reader;
}) {
  const { figures, curves, reader } = props;
  const texts = detailTexts[reader.language].curves;
  const present = Object.values(figures.per_class).filter(({ support }) => support > 0).length;
  const caption =
    present > curves.classes.length
      ? texts.weakest(reader.figures.count(curves.classes.length), reader.figures.count(present))
      : texts.each;
  return (
    <details>
      <summary>{caption}</summary>
      <Wide label={caption}>
        <table class="areas">
          <thead>
            <tr>
              <th scope="col">{reader.texts.classes.label}</th>
              <th scope="col" class="figure">
                {reader.texts.classes.support}
              </th>
              <th scope="col" colSpan={2}>
                {texts.rocArea}
              </th>
              <th scope="col" colSpan={2}>
                {texts.prArea}
              </th>
            </tr>
          </thead>
          <tbody>
            {curves.classes.map(({ label, roc, pr }) => {
              const row = Object.hasOwn(figures.per_class, label) ? figures.per_class[label]! : null;
              return (
                <tr key={label}>
                  <th scope="row">
                    <Label name={label} reader={reader} />
                  </th>
                  <td class="figure">{reader.figures.count(row?.support ?? 0)}</td>
                  <td class="figure">{decimal(row?.roc_auc ?? null)}</td>
                  <td>
                    <SmallCurve kind="roc" points={roc} />
                  </td>
                  <td class="figure">{decimal(row?.average_precision ?? null)}</td>
                  <td>
                    <SmallCurve kind="pr" points={pr} />
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </Wide>
    </details>
  );
}
