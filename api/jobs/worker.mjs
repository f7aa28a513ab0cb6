// Threads don't inherit the loader of the program's thread: TypeScript has to be taught to each.
import { register } from 'tsx/esm/api';

register();
await import('./worker.ts');
