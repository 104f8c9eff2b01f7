import { SCORE_PART_NAMES, SCORE_PARTS, type ScoreCard } from '../../pipeline/contracts/score-card.ts';
import { ClassBar } from '../charts/class-bar.tsx';
import { visible } from '../format/visible.ts';
import type { Reader } from '../reader.ts';

/** How good the dataset is for its task, part by part with its formula, and what would raise it most. */
export function ScoreTable({ score, reader }: { score: ScoreCard; reader: Reader }) {
  const { score: texts } = reader.texts.data;
  const { language } = reader;
  return (
    <>
      <table class="rules score">
        <caption>{texts.lead(figure(score.overall))}</caption>
        <thead>
          <tr>
            <th scope="col">{texts.part}</th>
            <th scope="col" class="figure">
              {texts.score}
            </th>
            <td class="chart" />
            <th scope="col">{texts.formula}</th>
          </tr>
        </thead>
        <tbody>
          {SCORE_PART_NAMES.map((part) => (
            <tr key={part}>
              <th scope="row">{SCORE_PARTS[part].title[language]}</th>
              <td class="figure">{figure(score.parts[part])}</td>
              <td class="chart">
                <ClassBar value={score.parts[part] / 100} reference={null} />
              </td>
              <td>{SCORE_PARTS[part].formula[language]}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {score.advice.length === 0 ? null : (
        <>
          <p>{texts.next}</p>
          <ol class="findings">
            {score.advice.map(({ part, points, text }) => (
              <li key={part}>
                <bdi>{visible(text[language])}</bdi> <span class="note">{texts.gain(figure(points))}</span>
              </li>
            ))}
          </ol>
        </>
      )}
    </>
  );
}

function figure(score: number): string {
  return score.toFixed(1);
}
