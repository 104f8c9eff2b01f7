import { METHOD_TITLES } from '../../pipeline/contracts/data-titles.ts';
import type { GeneratedShare } from '../../pipeline/contracts/generation.ts';
import { visible } from '../format/visible.ts';
import type { Reader } from '../reader.ts';

/** Records trained on that a text model made, by the way they were made. Nothing where there are none. */
export function GeneratedShares({ shares, reader }: { shares: readonly GeneratedShare[]; reader: Reader }) {
  const { generate: texts } = reader.texts;
  if (shares.length === 0) return null;
  return (
    <table class="rules">
      <caption>{texts.sharesCaption}</caption>
      <thead>
        <tr>
          <th scope="col">{texts.method}</th>
          <th scope="col">{texts.model}</th>
          <th scope="col">{texts.facts.prompts}</th>
          <th scope="col" class="figure">
            {texts.records}
          </th>
        </tr>
      </thead>
      <tbody>
        {shares.map(({ method, model, prompt, records }) => (
          <tr key={JSON.stringify([method, model, prompt])}>
            <th scope="row">{method === null ? texts.untold : METHOD_TITLES[method][reader.language]}</th>
            <td>{model === null ? texts.untold : visible(model)}</td>
            <td>{prompt === null ? texts.untold : visible(prompt)}</td>
            <td class="figure">{reader.figures.count(records)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** How many records the shares hold. */
export function sumOf(shares: readonly GeneratedShare[]): number {
  return shares.reduce((sum, { records }) => sum + records, 0);
}
