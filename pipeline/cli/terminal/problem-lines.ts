import type { Problem, ProblemItem } from '../../contracts/problem.ts';
import type { Say } from '../texts/speak.ts';
import { printable } from './printable.ts';

/** Faults shown at most; the rest is counted. */
const SHOWN = 20;

/** A problem for a person: what is wrong, where, what was expected, and what to do. */
export function problemLines(problem: Problem, say: Say): string[] {
  const faults = problem.errors;
  const lines = [say('error', { code: problem.code, title: printable(problem.title) })];
  for (const fault of faults.slice(0, SHOWN)) lines.push(...faultLines(fault, problem, say));
  if (faults.length > SHOWN) lines.push(`  ${say('moreFaults', { count: faults.length - SHOWN })}`);
  if (problem.advice !== '') lines.push(say('advice', { advice: printable(problem.advice) }));
  return lines;
}

function faultLines(fault: ProblemItem, problem: Problem, say: Say): string[] {
  const place = placeOf(fault, say);
  const known = problem.title.includes(place);
  // A single fault without a place would only say again what the title says.
  const message = fault.message === problem.title ? '' : fault.message;
  const head =
    known && message === ''
      ? ''
      : place === '' || message === ''
        ? place + message
        : say('place', { place, message });
  const details = [
    fault.expected === undefined ? '' : say('expected', { value: fault.expected }),
    fault.found === undefined ? '' : say('found', { value: fault.found }),
    fault.advice === problem.advice || fault.advice === '' ? '' : `→ ${fault.advice}`,
  ].filter((part) => part !== '');
  return [
    ...(head === '' ? [] : [`  ${printable(head)}`]),
    ...details.map((detail) => `    ${printable(detail)}`),
  ];
}

function placeOf({ file, line, field }: ProblemItem, say: Say): string {
  const parts = [
    file,
    line === undefined ? undefined : say('line', { line }),
    field === undefined ? undefined : say('field', { field }),
  ];
  return parts.filter((part) => part !== undefined).join(', ');
}
