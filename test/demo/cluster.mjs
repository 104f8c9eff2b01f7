// `npm run demo:cluster`: two nodes and a Slurm partition that train one sweep, while one thing after the other goes wrong.
import { play } from './play.mjs';

await play('test/demo/cluster.ts');
