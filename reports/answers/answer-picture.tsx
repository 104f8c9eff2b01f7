import { SYSTEM_IDS, type SystemId } from '../../pipeline/contracts/names.ts';
import { HundredsPicture } from '../charts/hundreds-picture.tsx';
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
    <HundredsPicture
      title={task.pictureTitle}
      hundreds={shown.map(({ id, right }) => ({
        system: id,
        name: texts.systems[id],
        right,
        title: `${texts.systems[id]}: ${task.right(String(right))}`,
        description: `${texts.systems[id]}: ${right} / 100, ${task.legendRight}`,
      }))}
      legendRight={task.legendRight}
      legendWrong={task.legendWrong}
    />
  );
}
