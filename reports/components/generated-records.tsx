import { FILTER_TITLES } from '../../pipeline/contracts/data-titles.ts';
import type {
  GeneratedShare,
  GenerateReport,
  GenerationMethod,
} from '../../pipeline/contracts/generation.ts';
import { visible } from '../format/visible.ts';
import type { Reader } from '../reader.ts';
import { Facts } from './facts.tsx';
import { GeneratedShares, sumOf } from './generated-shares.tsx';
import { Label } from './label.tsx';

const MOST_LABELS = 120;

interface GeneratedProps {
  readonly generate: GenerateReport;
  /** Those trained on; undefined in a report from before they were counted. */
  readonly trained: readonly GeneratedShare[] | undefined;
  readonly reader: Reader;
}

/**
 * What a text model added, what the filters let through, and what of it was trained on. Nothing where no generation was asked
 * for and nothing of that kind was uploaded.
 */
export function GeneratedRecords(props: GeneratedProps) {
  const { generate, trained = [], reader } = props;
  if (generate.method !== 'none') return <MadeHere {...props} method={generate.method} />;
  if (trained.length === 0) return null;
  const { generate: texts } = reader.texts;
  return (
    <>
      <h3>{texts.title}</h3>
      <p>{texts.uploaded(reader.figures.count(sumOf(trained)))}</p>
      <GeneratedShares shares={trained} reader={reader} />
    </>
  );
}

function MadeHere({ generate, trained, method, reader }: GeneratedProps & { method: GenerationMethod }) {
  const {
    generate: texts,
    comparison: { gap },
  } = reader.texts;
  const { figures } = reader;
  const { ended, tokens, cost } = generate;
  const counted = texts.tokens(figures.count(tokens.input), figures.count(tokens.output));
  return (
    <>
      <h3>{texts.title}</h3>
      <p>
        {texts.lead(figures.count(generate.generated), visible(generate.model ?? ''))}
        {gap}
        {texts.methods[method]}
        {gap}
        {texts.trainingOnly}
        {trained === undefined ? null : gap}
        {trained === undefined ? null : texts.trained(figures.count(sumOf(trained)))}
      </p>
      {ended === 'all_made' || ended === 'not_asked_for' ? null : (
        <p>
          {texts.shortOf(figures.count(generate.wanted), figures.count(generate.generated))}
          {gap}
          {texts.ended[ended]}
        </p>
      )}
      <Yields generate={generate} reader={reader} />
      <Facts
        rows={[
          [
            texts.facts.answers,
            texts.answers(figures.count(generate.answers), figures.count(generate.repaired)),
          ],
          [
            texts.facts.tokens,
            generate.uncounted === 0
              ? counted
              : `${counted} (${texts.uncounted(figures.count(generate.uncounted))})`,
          ],
          [texts.facts.cost, cost === null ? null : figures.number(cost)],
          [texts.facts.duration, figures.duration(generate.seconds)],
          [texts.facts.endpoint, generate.inside ? texts.inside : texts.outside],
          [
            texts.facts.personal,
            generate.inside ? texts.unmasked : texts.masked(figures.count(generate.masked)),
          ],
          [
            texts.facts.judge,
            generate.judge_controls
              ? texts.controls(
                  figures.count(generate.judge_controls.tried),
                  figures.count(generate.judge_controls.passed),
                )
              : null,
          ],
          [texts.facts.prompts, visible(generate.prompts.join(', '))],
        ]}
      />
      <GeneratedShares shares={trained ?? []} reader={reader} />
      <PerLabel generate={generate} reader={reader} />
    </>
  );
}

function Yields({ generate, reader }: { generate: GenerateReport; reader: Reader }) {
  const { generate: texts } = reader.texts;
  const { figures } = reader;
  return (
    <table class="rules">
      <caption>{texts.caption}</caption>
      <thead>
        <tr>
          <th scope="col">{texts.filter}</th>
          {[texts.came, texts.passed, texts.share].map((heading) => (
            <th key={heading} scope="col" class="figure">
              {heading}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {generate.yields.map(({ filter, active, came, passed }) => (
          <tr key={filter}>
            <th scope="row">{FILTER_TITLES[filter][reader.language]}</th>
            <td class="figure">{figures.count(came)}</td>
            <td class="figure">{figures.count(passed)}</td>
            <td class="figure">
              {active ? figures.percent(came === 0 ? null : passed / came, 0) : texts.off}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function PerLabel({ generate, reader }: { generate: GenerateReport; reader: Reader }) {
  const { generate: texts } = reader.texts;
  if (generate.per_label.length === 0) return null;
  return (
    <details>
      <summary>{texts.perLabel}</summary>
      <table class="small">
        <thead>
          <tr>
            <th scope="col">{texts.label}</th>
            <th scope="col" class="figure">
              {texts.records}
            </th>
          </tr>
        </thead>
        <tbody>
          {generate.per_label.slice(0, MOST_LABELS).map(({ label, records }) => (
            <tr key={label}>
              <th scope="row">
                <Label name={label} reader={reader} />
              </th>
              <td class="figure">{reader.figures.count(records)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
