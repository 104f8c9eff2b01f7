import type { AnyReportModel } from '../../pipeline/contracts/report.ts';
import { sourceOf } from '../../pipeline/contracts/trigger-texts.ts';
import type { TriggerCause } from '../../pipeline/contracts/triggers.ts';
import { visible } from '../format/visible.ts';
import type { Reader } from '../reader.ts';
import { Facts } from './facts.tsx';

/** How to make the same model again: command, identities of data and program, versions, licence of the base. */
export function Reproduction(props: {
  readonly model: Pick<
    AnyReportModel,
    | 'name'
    | 'dataset'
    | 'test'
    | 'base'
    | 'evaluation'
    | 'training'
    | 'refine'
    | 'split'
    | 'code_version'
    | 'started_by'
  >;
  /** The spec as text, for reading; the same as the file beside the page. */
  readonly spec: string;
  readonly reader: Reader;
}) {
  const { model, reader } = props;
  const { reproduce: texts } = reader.texts;
  const test = model.test === null ? '' : ` --test ${quoted(texts.testFile)}`;
  return (
    <>
      <h3>{texts.commandTitle}</h3>
      <pre class="command">
        <code>
          npx touchstone run --dataset {quoted(texts.file)}
          {test} --spec spec.json --name {quoted(visible(model.name))} --wait
        </code>
      </pre>
      {model.split.method === 'frozen' || model.refine.decided.list.length > 0 ? (
        <p>{texts.keptThere}</p>
      ) : null}
      <h3>{texts.identityTitle}</h3>
      <Facts
        layout="lines"
        rows={[
          [
            texts.identity.startedBy,
            model.started_by ? <Cause cause={model.started_by} reader={reader} /> : null,
          ],
          [texts.identity.dataset, <Digest value={model.dataset.digest} />],
          [texts.identity.ownTest, model.test && <Digest value={model.test.digest} />],
          [texts.identity.test, <Digest value={model.evaluation.test_digest} />],
          [
            texts.identity.base,
            <>
              {visible(model.base.id)} <Digest value={model.base.digest} />
            </>,
          ],
          [texts.identity.code, visible(model.code_version)],
          [texts.identity.evaluated, reader.figures.moment(model.evaluation.evaluated_at)],
        ]}
      />
      <h3>{texts.versionsTitle}</h3>
      <p class="versions">
        {Object.entries(model.training.versions).map(([name, version]) => (
          <span key={name}>
            {visible(name)} <code>{visible(version)}</code>
          </span>
        ))}
      </p>
      <h3>{texts.licenceTitle}</h3>
      <p>
        <Link href={model.base.licence.url} text={visible(model.base.licence.name)} />
        {model.base.licence.notice === '' ? null : (
          <>
            <br />
            <span lang="en">{visible(model.base.licence.notice)}</span>
          </>
        )}
      </p>
      <details class="on-screen">
        <summary>{texts.specTitle}</summary>
        <pre class="spec">
          <code>{visible(props.spec, { lines: true })}</code>
        </pre>
      </details>
    </>
  );
}

/** What started the run, why, and where it is to be seen. */
function Cause({ cause, reader }: { cause: TriggerCause; reader: Reader }) {
  const { reason, link } = cause;
  return (
    <>
      {visible(sourceOf(cause, reader.figures.moment)[reader.language])}
      {reason === null ? null : (
        <>
          <br />
          {visible(reason)}
        </>
      )}
      {link === null ? null : (
        <>
          <br />
          <Link href={link} text={visible(link)} />
        </>
      )}
    </>
  );
}

function Digest({ value }: { value: string }) {
  return <code class="digest">{visible(value)}</code>;
}

/** A link that leads to the web or is no link: other schemes could run something. */
function Link({ href, text }: { href: string; text: string }) {
  return /^https?:\/\//i.test(href) ? (
    <a href={href} rel="noreferrer noopener">
      {text}
    </a>
  ) : (
    <span>{text}</span>
  );
}

/** One argument of a POSIX shell. */
function quoted(argument: string): string {
  return /^[\w./-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", `'\\''`)}'`;
}
