import type { Problem } from '../../contracts/problem.ts';

/** A fault that the service answered with, in the language that was asked for. */
export class RemoteProblem extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(`${problem.code}: ${problem.detail}`);
    this.name = 'RemoteProblem';
    this.problem = problem;
  }
}
