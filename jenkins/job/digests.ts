import { createHash } from 'node:crypto';
import { below, childOf, type Element, readElement } from './element.ts';

/** What of a job is ours, each with a digest of its own. The rest (how many builds are kept, …) belongs to its Jenkinsfile. */
export const JOB_PARTS = ['description', 'definition', 'parameters', 'triggers', 'disabled'] as const;
export type JobPart = (typeof JOB_PARTS)[number];
export type JobDigests = Readonly<Record<JobPart, string>>;

const DIGITS = 12;
const MARK = /^\[touchstone:1((?: [a-z]+=[0-9a-f]{12})+)\]$/m;

/** The line of a job's description that says what was written. */
export const DIGEST_MARK = {
  write: (digests: JobDigests): string =>
    `[touchstone:1 ${JOB_PARTS.map((part) => `${part}=${digests[part]}`).join(' ')}]`,
  read(description: string): JobDigests | null {
    const pairs = MARK.exec(description)?.[1]?.trim().split(' ');
    if (pairs === undefined) return null;
    const found = Object.fromEntries(pairs.map((pair) => pair.split('=') as [string, string]));
    return JOB_PARTS.every((part) => part in found) ? (found as JobDigests) : null;
  },
  without: (description: string): string => description.replace(MARK, '').trim(),
};

/** A job's config.xml as it is now. */
export interface JobState {
  readonly digests: JobDigests;
  /** What was written last, by us; null: this job is none of ours. */
  readonly written: JobDigests | null;
  /** Its parameters are set by its own Jenkinsfile, at each build. */
  readonly ownParameters: boolean;
}

/** Reads a job; null where it is none that we could have written. */
export function readJob(xml: string): JobState | null {
  const job = readElement(xml);
  if (job === null) return null;
  const description = childOf(job, 'description')?.text ?? '';
  const tracked = below(job, 'parameters').length > 0 && /DeclarativeJobPropertyTrackerAction/.test(xml);
  return { digests: digestsIn(job), written: DIGEST_MARK.read(description), ownParameters: tracked };
}

/** Digests of XML of our own. */
export function digestsOf(xml: string): JobDigests {
  const job = readElement(xml);
  if (job === null) throw new Error('the template of a job is no XML');
  return digestsIn(job);
}

function digestsIn(job: Element): JobDigests {
  const parameters = below(job, 'parameterDefinitions').flatMap(({ children }) => children);
  const parts: Readonly<Record<JobPart, unknown>> = {
    description: DIGEST_MARK.without(childOf(job, 'description')?.text ?? ''),
    definition: meaningOf(childOf(job, 'definition')),
    parameters: parameters.map(meaningOf),
    triggers: [...below(job, 'triggers'), ...below(job, 'triggers').flatMap(({ children }) => children)].map(
      meaningOf,
    ),
    disabled: childOf(job, 'disabled')?.text.trim() === 'true',
  };
  return Object.fromEntries(JOB_PARTS.map((part) => [part, digestOf(parts[part])])) as JobDigests;
}

function digestOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, DIGITS);
}

/** What Jenkins adds by itself when it writes a job that it has read. */
const ADDED = new Set(['configVersion', 'submoduleCfg', 'doGenerateSubmoduleConfigurations']);

/**
 * What an element means, however Jenkins writes it: without versions of plugins, without defaults (empty or false), lists
 * of choices as their strings, and elements in the order of their names, since a plugin's new version may order them anew.
 */
function meaningOf(element: Element | undefined): unknown {
  if (element === undefined) return null;
  const { name, attributes, children, text } = element;
  if (name === 'choices') return [name, below(element, 'string').map((one) => one.text)];
  const inner = children
    .filter((child) => !ADDED.has(child.name) && !isDefault(child))
    .map(meaningOf)
    .map((meaning) => JSON.stringify(meaning))
    .sort();
  const plain = children.length === 0 ? text.replaceAll('\r\n', '\n').trim() : null;
  return [name, attributes.class ?? null, plain, inner];
}

function isDefault({ children, text, attributes }: Element): boolean {
  return children.length === 0 && attributes.class === undefined && /^\s*(false)?\s*$/.test(text);
}
