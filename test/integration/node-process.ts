import { runCommandLine } from '../../pipeline/cli/main.ts';
import { inProcess } from '../../pipeline/cli/process.ts';

/** The command line as a process of its own, for agents that tests kill. */
await inProcess((terminal) => runCommandLine(process.argv.slice(2), process.env, terminal));
