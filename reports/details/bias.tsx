import type { BiasFigures, SwapFigures } from '../../pipeline/contracts/bias.ts';
import { ShareScale, Whiskers } from '../charts/whiskers.tsx';
import { Label } from '../components/label.tsx';
import { OutsideText } from '../components/outside-text.tsx';
import { Wide } from '../components/wide.tsx';
import type { Reader } from '../reader.ts';
import { detailTexts } from '../texts/detail-texts.ts';

/** Characters of a text around what was exchanged. */
const TEXT = 90;

interface BiasProps {
  readonly bias: BiasFigures;
  readonly reader: Reader;
}

/** How often the answer changes when names, gender or origin are exchanged and all else stays. */
export function Bias({ bias, reader }: BiasProps) {
  const texts = detailTexts[reader.language].bias;
  const asked = bias.kinds.filter(({ n }) => n > 0);
  const { count } = reader.figures;
  return (
    <>
      <p class="lead">{texts.lead}</p>
      {asked.length === 0 ? (
        <p>{texts.nothing(count(bias.records))}</p>
      ) : (
        <BiasTable bias={bias} reader={reader} />
      )}
      {asked
        .filter(({ examples }) => examples.length > 0)
        .map((figures) => (
          <Examples key={figures.kind} figures={figures} reader={reader} />
        ))}
      <p class="note">{texts.note(String(bias.lists_version))}</p>
    </>
  );
}

function BiasTable({ bias, reader }: BiasProps) {
  const texts = detailTexts[reader.language].bias;
  const { count, percent, range } = reader.figures;
  return (
    <Wide label={texts.caption}>
      <table class="slices swaps">
        <caption>{texts.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{texts.exchanged}</th>
            {[texts.asked, texts.changed, texts.becameWrong, texts.becameRight, texts.shift].map((head) => (
              <th key={head} scope="col" class="figure">
                {head}
              </th>
            ))}
            <th scope="col" class="chart">
              {texts.share}
              <ShareScale />
            </th>
          </tr>
        </thead>
        <tbody>
          {bias.kinds.map((kind) => (
            <tr key={kind.kind}>
              <th scope="row">{texts.kinds[kind.kind]}</th>
              <td class="figure">
                {count(kind.n)}
                {kind.found > kind.n ? <span class="interval"> {texts.of(count(kind.found))}</span> : null}
              </td>
              <td class="figure strong">
                {percent(kind.share)}{' '}
                {kind.interval === null ? null : <span class="interval">[{range(kind.interval)}]</span>}
              </td>
              <td class="figure">{count(kind.became_wrong)}</td>
              <td class="figure">{count(kind.became_right)}</td>
              <td class="figure">{percent(kind.mean_shift)}</td>
              <td class="chart">
                {kind.share === null || kind.interval === null ? null : (
                  <Whiskers rows={[{ system: 'tuned', value: kind.share, interval: kind.interval }]} />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  );
}

function Examples({ figures, reader }: { figures: SwapFigures; reader: Reader }) {
  const texts = detailTexts[reader.language].bias;
  return (
    <>
      <h3>{texts.examples(texts.kinds[figures.kind])}</h3>
      <ul class="examples">
        {figures.examples.map((example) => (
          <li key={example.id} class="example">
            {(
              [
                [example.before, example.answer],
                [example.after, example.swapped_answer],
              ] as const
            ).map(([text, answer]) => (
              <p key={text} class="example-text">
                <OutsideText text={text} limit={TEXT} reader={reader} /> →{' '}
                <Label name={answer} reader={reader} />
              </p>
            ))}
            <p class="example-id">
              <OutsideText text={example.id} limit={24} reader={reader} /> · {texts.truth}{' '}
              <Label name={example.truth} reader={reader} />
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}
