/**
 * `npm run bench [-- NAME ...]`: seeded benchmarks, each printing its figures; all of them without a name.
 * A bench is a file of this folder that exports `run(argv)`.
 */
const BENCHES: Record<string, () => Promise<{ run(argv: string[]): Promise<void> }>> = {
  risk: () => import('./risk.ts'),
  geocoding: () => import('./geocoding.ts'),
  load: () => import('./load.ts'),
  patterns: () => import('./patterns.ts'),
  brushing: () => import('./brushing.ts'),
  alerts: () => import('./alerts.ts'),
  ingest: () => import('./ingest.ts'),
  statistics: () => import('./statistics.ts'),
  scan: () => import('./scan.ts'),
  messages: () => import('./messages.ts'),
  page: () => import('./page.ts'),
  patrols: () => import('./patrols.ts'),
  'patrol-guard': () => import('./patrol-guard.ts'),
  capacity: () => import('./capacity.ts'),
  fuzz: () => import('./fuzz.ts'),
  attack: () => import('./attack.ts'),
  timing: () => import('./timing.ts'),
};

const asked = process.argv.slice(2).filter((word) => !word.startsWith('-'));
const unknown = asked.filter((name) => !(name in BENCHES));
if (unknown.length > 0) {
  process.stderr.write(`no bench ${unknown.join(', ')}; there are: ${Object.keys(BENCHES).join(', ')}\n`);
  process.exit(2);
}
const flags = process.argv.slice(2).filter((word) => word.startsWith('-'));
for (const name of asked.length > 0 ? asked : Object.keys(BENCHES)) {
  process.stdout.write(`\n# ${name}\n`);
  const bench = await BENCHES[name]();
  await bench.run(flags);
}

export {};
