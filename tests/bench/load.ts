import { availableParallelism } from 'node:os';
import { startServer, type TestServer } from '../server.ts';
import { run as capacity } from './capacity.ts';
import { openSampleDatabase } from './sample-database.ts';

/** What the owner allows: no other request waits longer than this because of heavy work. */
const LIMIT_MS = 100;
const LIGHT = ['/api/health', '/api/states', '/api/cells?resolution=4'] as const;
const ROUNDS = 120;

/**
 * How long light requests take on the embedded database with the sample, alone and while hotspots (stability,
 * permutations) and Knox with near repeats are computed all the time. `npm run bench -- load`.
 */
export async function run(flags: string[]): Promise<void> {
  const world = await openWorld();
  try {
    print(`load, node ${process.version}, ${availableParallelism()} cores`);
    const ask = (path: string) => world.fetchAs('planner', path).then((response) => response.text());
    for (const path of LIGHT) await ask(path);
    await ask('/api/hotspots?resolution=6');
    const alone = await measure(ask);

    let computed = 0;
    let isOver = false;
    const heavy = (async () => {
      // A new seed each time, or the answer would be remembered.
      for (let seed = 100; !isOver; seed++) {
        for (const path of [
          `/api/hotspots?resolution=6&seed=${seed}`,
          `/api/near-repeat?permutations=9999&seed=${seed}`,
        ]) {
          for (;;) {
            const body = JSON.parse(await ask(path)) as { status: string };
            if (body.status !== 'running') break;
          }
          computed++;
        }
      }
    })();
    const loaded = await measure(ask);
    isOver = true;
    await heavy;

    print(`${computed} heavy answers meanwhile (hotspots at resolution 6; near repeats, 9,999 permutations)`);
    for (const path of LIGHT) {
      const before = alone.get(path) ?? [];
      const under = loaded.get(path) ?? [];
      const delay = quantile(under, 0.99) - quantile(before, 0.99);
      print(
        `${path}: alone median ${ms(before, 0.5)}, 99 % ${ms(before, 0.99)}; under load ${ms(under, 0.5)}, ${ms(under, 0.99)}, ` +
          `worst ${ms(under, 1)}: ${delay.toFixed(0)} ms later at 99 %, ${delay <= LIMIT_MS ? 'within' : 'OVER'} ${LIMIT_MS} ms`,
      );
    }
  } finally {
    await world.close();
  }
  await capacity(flags);
}

/** The embedded database with the sample, and the real server over it. */
async function openWorld(): Promise<Pick<TestServer, 'fetchAs'> & { close: () => Promise<void> }> {
  const { database, close } = await openSampleDatabase();
  const server = await startServer(database);
  return {
    fetchAs: server.fetchAs,
    close: async () => {
      await server.stop();
      await close();
    },
  };
}

async function measure(ask: (path: string) => Promise<string>): Promise<Map<string, number[]>> {
  const times = new Map<string, number[]>(LIGHT.map((path) => [path, []]));
  for (let round = 0; round < ROUNDS; round++) {
    for (const path of LIGHT) {
      const start = performance.now();
      await ask(path);
      times.get(path)?.push(performance.now() - start);
      await new Promise((resolve) => setTimeout(resolve, 15));
    }
  }
  return times;
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

function ms(values: readonly number[], share: number): string {
  return `${quantile(values, share).toFixed(1)} ms`;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
