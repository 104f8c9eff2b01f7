import { SYSTEM_IDS, type SystemId } from '../../pipeline/contracts/names.ts';
import { HundredDots } from '../charts/hundred-dots.tsx';
import type { Headline } from '../reading/answer-headline.ts';
import { perHundred } from '../reading/per-hundred.ts';
import type { AnswerReader } from './answer-reader.ts';

/** The headline as dots, a hundred for each system; of `closer` there is one picture, of the tuned model. */
export function AnswerPicture({ headline, reader }: { headline: Headline; reader: AnswerReader }) {
  const { task, texts } = reader;
  const shares: Readonly<Partial<Record<SystemId, number | null>>> =
    headline.kind === 'whole' ? headline : { tuned: headline.tuned };
  const shown = SYSTEM_IDS.flatMap((id) => {
    const share = shares[id] ?? null;
    return share === null ? [] : [{ id, right: perHundred(share) }];
  });
  return (
    <figure class="statement-picture">
      <figcaption>{task.pictureTitle}</figcaption>
      <div class={`hundreds hundreds-${shown.length}`}>
        {shown.map(({ id, right }) => (
          <div key={id} class={`hundred-of-${id}`}>
            <p class="hundred-name">{texts.systems[id]}</p>
            <HundredDots
              id={`hundred-${id}`}
              system={id}
              right={right}
              title={`${texts.systems[id]}: ${task.right(String(right))}`}
              description={`${texts.systems[id]}: ${right} / 100, ${task.legendRight}`}
            />
            <p class="hundred-figure">
              <strong>{right}</strong> / 100
            </p>
          </div>
        ))}
      </div>
      <p class="legend">
        <svg class="key series-tuned" width="12" height="12" aria-hidden="true">
          <circle class="dot-right" cx="6" cy="6" r="4.6" />
        </svg>
        {task.legendRight}
        <svg class="key series-tuned" width="12" height="12" aria-hidden="true">
          <circle class="dot-wrong" cx="6" cy="6" r="4" />
        </svg>
        {task.legendWrong}
      </p>
    </figure>
  );
}
