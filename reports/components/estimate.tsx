import type { TrainingReport } from '../../pipeline/contracts/data-reports.ts';
import { fitChanges, type TrainingFit } from '../../pipeline/contracts/fit.ts';
import { visible } from '../format/visible.ts';
import type { Reader } from '../reader.ts';
import { resourceTexts } from '../texts/resource-texts.ts';
import { Wide } from './wide.tsx';

interface EstimateProps {
  readonly training: TrainingReport;
  readonly reader: Reader;
}

/** Memory and time of the training as they were estimated before it began, beside what they were; nothing for a report without. */
export function Estimate({ training, reader }: EstimateProps) {
  const { fit } = training;
  if (fit === undefined) return null;
  const texts = resourceTexts[reader.language];
  const { figures } = reader;
  const changes = fitChanges(fit);
  const peak = training.peak_device_bytes ?? training.peak_rss_bytes;
  return (
    <>
      <h3>{texts.estimateTitle}</h3>
      <Wide label={texts.estimateTitle}>
        <table class="small">
          <thead>
            <tr>
              <td />
              {[texts.estimated, texts.measured, texts.difference].map((name) => (
                <th key={name} scope="col" class="figure">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <Row
              name={texts.memory}
              found={[fit.memory_bytes, peak]}
              written={figures.bytes}
              reader={reader}
            />
            {fit.seconds === null ? null : (
              <Row
                name={texts.time}
                found={[fit.seconds, training.seconds]}
                written={figures.duration}
                reader={reader}
              />
            )}
          </tbody>
        </table>
      </Wide>
      {fit.available_bytes === null ? null : (
        <p class="note">{texts.room(figures.bytes(fit.available_bytes))}</p>
      )}
      {changes === null ? null : <p>{texts.changed(changes[reader.language])}</p>}
      <Parts fit={fit} reader={reader} />
    </>
  );
}

function Row({
  name,
  found: [estimated, measured],
  written,
  reader: { figures },
}: {
  readonly name: string;
  readonly found: readonly [number, number];
  written(value: number): string;
  readonly reader: Reader;
}) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td class="figure">{written(estimated)}</td>
      <td class="figure">{written(measured)}</td>
      <td class="figure">{measured > 0 ? `${figures.points(estimated / measured - 1)}%` : null}</td>
    </tr>
  );
}

function Parts({ fit: { parts }, reader }: { readonly fit: TrainingFit; readonly reader: Reader }) {
  const texts = resourceTexts[reader.language];
  return (
    <details>
      <summary>{texts.parts}</summary>
      <ul>
        {Object.entries(parts)
          .filter(([, value]) => value > 0)
          .map(([name, value]) => (
            <li key={name}>{texts.partIs(texts.part[name] ?? visible(name), reader.figures.bytes(value))}</li>
          ))}
      </ul>
    </details>
  );
}
