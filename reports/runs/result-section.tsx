import type { RunPair } from '../../pipeline/contracts/runs-comparison.ts';
import { ShareScale, Whiskers } from '../charts/whiskers.tsx';
import { CellName } from '../components/cell-name.tsx';
import { VerdictMark } from '../components/verdict-mark.tsx';
import { Wide } from '../components/wide.tsx';
import { visible } from '../format/visible.ts';
import { Letter, letterOf } from './letter.tsx';
import type { RunsProps } from './props.ts';

/** What is called luck, as everywhere in the reports. */
const LIMIT = 0.05;

/** Which run is best, whether that may be luck, and the figures side by side. */
export function ResultSection(props: RunsProps) {
  const { comparison, reader, texts } = props;
  const { runs, pairs } = comparison;
  const metric = comparison.metrics[0]!.name[reader.language];
  const best = runs.reduce(
    (top, run, at) => (run.figures[0]!.value > runs[top]!.figures[0]!.value ? at : top),
    0,
  );
  return (
    <>
      {comparison.same_test ? (
        <p class="overview-sentence">
          {texts.best(letterOf(best), metric, reader.figures.percent(runs[best]!.figures[0]!.value))}
        </p>
      ) : (
        <p class="callout">{texts.otherTest}</p>
      )}
      {pairs.map((pair) => (
        <p key={pair.run}>
          {texts.conclusion[sideOf(pair)](letterOf(runs.findIndex(({ id }) => id === pair.run)), letterOf(0))}
        </p>
      ))}
      <div class="runs-table">
        <FiguresTable {...props} />
      </div>
      {pairs.length > 0 ? (
        <div class="runs-table">
          <PairsTable {...props} />
        </div>
      ) : comparison.same_test ? (
        <p class="note">{texts.noPairs}</p>
      ) : null}
    </>
  );
}

function sideOf({ macro_f1_p: p, macro_f1_difference: difference }: RunPair): 'better' | 'worse' | 'open' {
  if (p >= LIMIT) return 'open';
  return difference > 0 ? 'better' : 'worse';
}

function FiguresTable({ comparison, reader, texts }: RunsProps) {
  const { figures, language } = reader;
  return (
    <Wide label={texts.sections.result}>
      <table class="runs">
        <thead>
          <tr>
            <th scope="col">{texts.run}</th>
            {comparison.metrics.map(({ id, name }) => (
              <th key={id} scope="col" class="figure">
                {name[language]}
              </th>
            ))}
            <th scope="col" class="chart">
              {texts.chart(comparison.metrics[0]!.name[language])}
              <ShareScale />
            </th>
          </tr>
        </thead>
        <tbody>
          {comparison.runs.map((run, at) => (
            <tr key={run.id}>
              <th scope="row">
                <Letter at={at} />
                {visible(run.name)}
                {run.verdict === null ? null : <VerdictMark verdict={run.verdict} reader={reader} />}
                <span class="gloss">
                  {figures.moment(run.created_at)},{' '}
                  {run.version === null ? texts.notPublished : texts.version(String(run.version))}
                </span>
                <span class="gloss">
                  <code>{run.id}</code>
                </span>
              </th>
              {run.figures.map(({ value, interval }, place) => (
                <td key={comparison.metrics[place]!.id} class="figure">
                  <CellName>{comparison.metrics[place]!.name[language]}</CellName>
                  <strong>{figures.percent(value)}</strong>
                  <span class="gloss">[{figures.range(interval)}]</span>
                </td>
              ))}
              <td class="chart">
                <Whiskers rows={[{ system: 'tuned', ...run.figures[0]! }]} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  );
}

function PairsTable({ comparison, reader, texts }: RunsProps) {
  const { figures } = reader;
  const heads = [
    texts.difference('F1'),
    texts.interval,
    texts.test,
    texts.accuracy,
    texts.mcnemar,
    texts.onlyHere,
    texts.onlyThere,
  ];
  return (
    <Wide label={texts.pairs}>
      <table>
        <caption>{texts.pairs}</caption>
        <thead>
          <tr>
            <th scope="col">{texts.run}</th>
            {heads.map((head) => (
              <th key={head} scope="col" class="figure">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {comparison.pairs.map((pair) => (
            <tr key={pair.run}>
              <th scope="row">
                <Letter at={comparison.runs.findIndex(({ id }) => id === pair.run)} />
              </th>
              <td class="figure strong">{figures.points(pair.macro_f1_difference)}</td>
              <td class="figure">
                {figures.points(pair.interval[0])} – {figures.points(pair.interval[1])}
              </td>
              <td class="figure">{figures.p(pair.macro_f1_p)}</td>
              <td class="figure">{figures.points(pair.accuracy_difference)}</td>
              <td class="figure">{figures.p(pair.mcnemar_p)}</td>
              <td class="figure">{figures.count(pair.only_run_correct)}</td>
              <td class="figure">{figures.count(pair.only_reference_correct)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  );
}
