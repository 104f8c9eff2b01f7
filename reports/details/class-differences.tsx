import type { ClassDifference } from '../../pipeline/contracts/classification-figures.ts';
import { Label } from '../components/label.tsx';
import type { Reader } from '../reader.ts';
import type { ComparedPart } from '../texts/compared-part.ts';
import { detailTexts } from '../texts/detail-texts.ts';

const LIMIT = 0.05;
const MOST_ROWS = 40;

/**
 * The classes, or parts of a written answer, whose F1 differs from another system's beyond luck, the greatest loss first.
 * `against`: its name in a sentence.
 */
export function ClassDifferencesTable(props: {
  readonly part?: ComparedPart;
  readonly differences: readonly ClassDifference[];
  readonly against: string;
  readonly reader: Reader;
}) {
  const { part = 'class', differences, against, reader } = props;
  const texts = detailTexts[reader.language].differences;
  const [one, many] = texts.parts[part];
  const different = differences
    .filter(({ holm_p: p }) => p < LIMIT)
    .sort((a, b) => a.f1_difference - b.f1_difference);
  if (different.length === 0) return <p>{texts.none(many, against)}</p>;
  return (
    <table class="small differences">
      <caption>{texts.caption(many, against)}</caption>
      <thead>
        <tr>
          <th scope="col">{one}</th>
          <th scope="col" class="figure">
            {texts.difference}
          </th>
          <th scope="col" class="figure">
            {texts.p}
          </th>
        </tr>
      </thead>
      <tbody>
        {different.slice(0, MOST_ROWS).map(({ label, f1_difference: difference, holm_p: p }) => (
          <tr key={label}>
            <th scope="row">
              <Label name={label} reader={reader} />
            </th>
            <td class="figure">{reader.figures.points(difference)}</td>
            <td class="figure">{reader.figures.p(p)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
