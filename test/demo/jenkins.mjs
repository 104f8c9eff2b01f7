// `npm run demo:jenkins`: a commit that goes by Jenkins and a person to production, and one that the gate stops.
import { play } from './play.mjs';

await play('test/demo/jenkins.ts');
