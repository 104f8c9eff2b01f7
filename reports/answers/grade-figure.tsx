import { GradeKey, GradeStrip } from '../charts/grade-strip.tsx';
import { SeriesKey } from '../charts/series-mark.tsx';
import { Wide } from '../components/wide.tsx';
import { answeringSystems, type ShownAnswers } from '../reading/answer-systems.ts';
import { GRADES, gradesOf } from '../reading/grades.ts';
import type { AnswerReader } from './answer-reader.ts';

/** How close each system's answers come, drawn as strips and written as a table. */
export function GradeFigure({ evaluation, reader }: { evaluation: ShownAnswers; reader: AnswerReader }) {
  const { answers, figures, task, texts } = reader;
  const rows = answeringSystems(evaluation.systems).map(({ id, metrics }) => ({
    id,
    name: texts.systems[id],
    grades: gradesOf(metrics),
  }));
  return (
    <>
      <p class="lead">{answers.grades.lead}</p>
      <figure class="grades">
        {rows.map(({ id, name, grades }) => (
          <div key={id} class="flow-row">
            <p class="flow-name">
              <SeriesKey system={id} /> {name}
            </p>
            <GradeStrip
              id={`grades-${id}`}
              title={name}
              description={answers.grades.description(
                name,
                GRADES.map((grade) => `${task.grades[grade]} ${figures.count(grades[grade])}`).join(', '),
              )}
              grades={grades}
              text={figures.count}
            />
          </div>
        ))}
        <p class="legend">
          {GRADES.map((grade) => (
            <span key={grade} class="legend-item">
              <GradeKey id={`grades-${rows[0]!.id}`} grade={grade} />
              {task.grades[grade]}
            </span>
          ))}
        </p>
      </figure>
      <Wide label={answers.grades.caption}>
        <table class="small grade-table">
          <caption>{answers.grades.caption}</caption>
          <thead>
            <tr>
              <th scope="col">{answers.grades.system}</th>
              {GRADES.map((grade) => (
                <th key={grade} scope="col" class="figure">
                  {task.grades[grade]}
                  <span class="gloss">{answers.grades.marks[grade]}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ id, name, grades }) => (
              <tr key={id}>
                <th scope="row" class="nowrap">
                  {name}
                </th>
                {GRADES.map((grade) => (
                  <td key={grade} class="figure">
                    {figures.count(grades[grade])}{' '}
                    <span class="note">{figures.percent(grades[grade] / evaluation.n, 0)}</span>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </>
  );
}
