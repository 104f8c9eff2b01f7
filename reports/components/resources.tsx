import type { TrainingReport } from '../../pipeline/contracts/data-reports.ts';
import type { ResourcesReport } from '../../pipeline/contracts/resources.ts';
import type { Figures } from '../format/figures.ts';
import { visible } from '../format/visible.ts';
import type { Reader } from '../reader.ts';
import { resourceTexts } from '../texts/resource-texts.ts';
import { Estimate } from './estimate.tsx';
import { Wide } from './wide.tsx';

interface ResourceProps {
  readonly resources: ResourcesReport;
  readonly training: TrainingReport;
  readonly reader: Reader;
}

/** Time by step, energy with how it was estimated, and cost. */
export function Resources(props: ResourceProps) {
  const texts = resourceTexts[props.reader.language];
  return (
    <>
      <p class="lead">{texts.lead(props.reader.figures.duration(props.resources.seconds))}</p>
      <StageTable {...props} />
      <Estimate training={props.training} reader={props.reader} />
      <h3>{texts.energyTitle}</h3>
      <Energy {...props} />
      <h3>{texts.costTitle}</h3>
      <Cost {...props} />
    </>
  );
}

function StageTable({ resources: { stages, seconds }, reader }: ResourceProps) {
  const texts = resourceTexts[reader.language];
  const { figures } = reader;
  const hasGpu = stages.some(({ model }) => typeof model?.peak_device_bytes === 'number');
  return (
    <>
      <Wide label={texts.tableTitle}>
        <table class="small">
          <thead>
            <tr>
              <th scope="col">{texts.stage}</th>
              {[texts.time, texts.cpuTime, texts.memory, ...(hasGpu ? [texts.gpuMemory] : [])].map((name) => (
                <th key={name} scope="col" class="figure">
                  {name}
                </th>
              ))}
              <th scope="col">{texts.device}</th>
            </tr>
          </thead>
          <tbody>
            {stages.map(({ stage, seconds: own, model }) => {
              const used = model !== null && model.devices.length > 0 ? model : null;
              return (
                <tr key={stage}>
                  <th scope="row">{texts.stages[stage]}</th>
                  <td class="figure">{figures.duration(own)}</td>
                  <td class="figure">{used && figures.duration(used.cpu_seconds)}</td>
                  <td class="figure">{used && figures.bytes(used.peak_rss_bytes)}</td>
                  {hasGpu ? (
                    <td class="figure">
                      {typeof model?.peak_device_bytes === 'number'
                        ? figures.bytes(model.peak_device_bytes)
                        : null}
                    </td>
                  ) : null}
                  <td>
                    {model &&
                      (model.devices.map((device) => visible(device)).join(' · ') || texts.fromMemory)}
                  </td>
                </tr>
              );
            })}
            <tr>
              <th scope="row">{texts.total}</th>
              <td class="figure strong">{figures.duration(seconds)}</td>
              <td colSpan={hasGpu ? 4 : 3} />
            </tr>
          </tbody>
        </table>
      </Wide>
      <p class="note">{texts.memoryNote}</p>
    </>
  );
}

function Energy({ resources: { energy, stages, rates }, reader }: ResourceProps) {
  const texts = resourceTexts[reader.language];
  const { figures } = reader;
  if (energy === null) return <p>{texts.noEnergy}</p>;
  if (energy.parts.length === 0) return <p>{texts.fromMemory}</p>;
  const cpuTime = new Map(stages.map(({ stage, model }) => [stage, model?.cpu_seconds ?? 0]));
  return (
    <>
      <p>{texts.energy(energyText(energy.joules, figures))}</p>
      <h4>{texts.how}</h4>
      <ul>
        {energy.parts.map(({ stage, source, joules }) => (
          <li key={`${stage} ${source}`}>
            {texts.source[source](
              texts.stages[stage],
              energyText(joules, figures),
              figures.duration(cpuTime.get(stage)!),
              figures.number(rates.cpu_watts),
            )}
          </li>
        ))}
        <li>{texts.leftOut}</li>
      </ul>
    </>
  );
}

function Cost({ resources: { energy, cost, stages, rates }, reader }: ResourceProps) {
  const texts = resourceTexts[reader.language];
  const { figures } = reader;
  if (cost === null) return <p>{texts.noTariff}</p>;
  const price = (amount: number) => `${rates.currency} ${figures.number(amount)}`;
  const money = (amount: number) => price(roughly(amount));
  const gpuSeconds = stages.reduce((sum, { model }) => sum + (model?.gpu_seconds ?? 0), 0);
  return (
    <>
      {cost.total === null ? null : <p>{texts.total_cost(money(cost.total))}</p>}
      <ul>
        {rates.per_kwh === null ? null : (
          <li>
            {cost.electricity === null || energy === null
              ? texts.electricityUnknown
              : texts.electricity(
                  money(cost.electricity),
                  energyText(energy.joules, figures),
                  price(rates.per_kwh),
                )}
          </li>
        )}
        {cost.gpu === null || rates.per_gpu_hour === null ? null : (
          <li>{texts.gpu(money(cost.gpu), figures.duration(gpuSeconds), price(rates.per_gpu_hour))}</li>
        )}
      </ul>
    </>
  );
}

/** An estimate has no fourth digit. */
const roughly = (amount: number): number => Number(amount.toPrecision(3));

const JOULES_PER_WH = 3600;

/** 1234 J → `0.343 Wh`; from 1,000 Wh on in kWh. */
function energyText(joules: number, figures: Figures): string {
  const wattHours = roughly(joules / JOULES_PER_WH);
  return wattHours < 1000 ? `${figures.number(wattHours)} Wh` : `${figures.number(wattHours / 1000)} kWh`;
}
