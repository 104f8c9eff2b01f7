import { Wide } from '../components/wide.tsx';
import { visible } from '../format/visible.ts';
import type { HistoryProps } from './props.ts';

/** Where each alias went, by whom and why, the newest first. */
export function MovesSection({ history, reader, texts }: HistoryProps) {
  return (
    <Wide label={texts.sections.moves}>
      <table>
        <thead>
          <tr>
            {[texts.when, texts.alias, texts.move, texts.by, texts.reason].map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {history.moves.map((move) => (
            <tr key={`${move.at}${move.alias}`}>
              <td class="nowrap">{reader.figures.moment(move.at)}</td>
              <td>
                <span class={`alias alias-${move.alias}`}>{texts.aliases[move.alias]}</span>
                <span class="muted">{texts.kinds[move.kind]}</span>
              </td>
              <td class="nowrap">
                {move.from ?? '–'} → {move.to}
              </td>
              <td>{visible(move.by)}</td>
              <td>{move.reason === null ? '–' : visible(move.reason)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  );
}
