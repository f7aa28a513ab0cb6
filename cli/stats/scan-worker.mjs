// Threads don't inherit the loader of the program's thread: TypeScript has to be taught to each.
import { workerData } from 'node:worker_threads';
import { register } from 'tsx/esm/api';

register();
const { takeShares } = await import('./scan-shares.ts');
takeShares(workerData);
// The loader's own thread would keep this one alive.
process.exit(0);
