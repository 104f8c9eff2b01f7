// Threads have no loader for TypeScript sources of their own.
import { register } from 'tsx/esm/api';

register();
await import('./sketching-thread.ts');
