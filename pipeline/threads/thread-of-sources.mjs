// A thread of a process that runs from its TypeScript sources: threads have no loader for them of their own.
import { register } from 'tsx/esm/api';

register();
await import('./thread.ts');
