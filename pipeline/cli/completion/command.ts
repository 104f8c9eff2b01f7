import type { Command } from 'commander';
import type { Builder } from '../builder.ts';
import type { Cli } from '../context.ts';
import { EXIT } from '../exit-status.ts';
import type { CompletedCommand } from './tree.ts';

/** Shells that can be told what may be written. */
export const SHELLS = ['bash', 'zsh', 'fish'] as const;
type Shell = (typeof SHELLS)[number];

const SCRIPTS: Readonly<Record<Shell, () => Promise<(commands: readonly CompletedCommand[]) => string>>> = {
  bash: async () => (await import('./bash.ts')).bashScript,
  zsh: async () => (await import('./zsh.ts')).zshScript,
  fish: async () => (await import('./fish.ts')).fishScript,
};

/** `touchstone completion bash`: a script that lets the shell complete what is typed. */
export function addCompletion(program: Command, builder: Builder): void {
  const { say } = builder;
  builder
    .command(program, 'completion', 'completion', async () => async (cli: Cli, shell: Shell) => {
      const { completedCommands } = await import('./tree.ts');
      const write = await SCRIPTS[shell]();
      const script = write(completedCommands(program));
      cli.result({ shell, script }, [script.trimEnd()]);
      return EXIT.pass;
    })
    .argument('<shell>', `${say('argument_shell')} (${SHELLS.join(', ')})`, (value: string) =>
      builder.oneOf(SHELLS, value),
    );
}
