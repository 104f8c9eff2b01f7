import { CommanderError } from 'commander';
import { problemOf, TouchstoneError } from '../contracts/errors/error.ts';
import type { Problem } from '../contracts/problem.ts';
import { codeVersion } from '../main/code-version.ts';
import { languageOf } from '../setup/terminal/language.mjs';
import { resultWithout } from './commands/run-result.ts';
import type { Cli, Environment, Surroundings } from './context.ts';
import { EXIT, exitOfProblem } from './exit-status.ts';
import { RemoteProblem } from './http/remote-problem.ts';
import { buildProgram, calledCommand } from './program.ts';
import { JsonNarrator } from './terminal/narrator.ts';
import { problemLines } from './terminal/problem-lines.ts';
import { type Say, sayIn } from './texts/speak.ts';
import { usageFault } from './usage-fault.ts';

/** Where the command line speaks, and what tells it to stop; `process` in life, other things in tests. */
export type Terminal = Pick<Surroundings, 'out' | 'err' | 'interrupt'>;

/** Runs one command and gives its exit status. Whatever goes wrong is told on standard error. */
export async function runCommandLine(
  argv: readonly string[],
  environment: Environment,
  terminal: Terminal,
): Promise<number> {
  const language = languageOf(environment, argv);
  let status: number = EXIT.pass;
  let called: Cli | null = null;
  const program = buildProgram({ environment, ...terminal }, language, codeVersion(), async (cli, work) => {
    called = cli;
    status = await finish(cli, work);
  });
  try {
    await program.parseAsync(argv, { from: 'user' });
    return status;
  } catch (error) {
    if (terminal.interrupt.aborted) return EXIT.interrupted;
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return EXIT.pass;
      // Help for want of a command has been written; it says all there is to say.
      if (error.code === 'commander.help') return EXIT.usage;
    }
    const say = sayIn(language);
    const problem = problemFor(
      error instanceof CommanderError ? usageFault(error, calledCommand(program, argv), say) : error,
      language,
    );
    tellProblem(problem, called, terminal, say);
    // Programs read the last line of standard output, whatever happened.
    if (argv.includes('--json')) {
      const value = argv[0] === 'run' ? resultWithout('error', null, problem) : { error: problem };
      terminal.out.write(`${JSON.stringify(value)}\n`);
    }
    return exitOfProblem(problem);
  }
}

/** Tells a person what went wrong, or a program that asked for progress as JSON lines. */
function tellProblem(problem: Problem, called: Cli | null, { err }: Terminal, say: Say): void {
  if (called?.lines instanceof JsonNarrator) {
    called.lines.write({ type: 'error', at: new Date().toISOString(), error: problem });
  } else err.write(`${problemLines(problem, say).join('\n')}\n`);
}

/** Waits for the command and ends a service of our own, whatever happens. */
async function finish(cli: Cli, work: Promise<number>): Promise<number> {
  try {
    return await work;
  } finally {
    if (cli.finder.embedded && cli.interrupt.aborted) cli.print(cli.say('stopping'));
    await cli.finder.close();
  }
}

function problemFor(error: unknown, language: Cli['language']): Problem {
  return error instanceof RemoteProblem ? error.problem : problemOf(TouchstoneError.from(error), language);
}
