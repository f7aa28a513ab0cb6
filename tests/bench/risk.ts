import { benchRiskBacktest } from './risk-backtest.ts';
import { SHAPES, shippedNetwork } from './risk-generator.ts';
import { createSimulator, type Run } from './risk-simulation.ts';

/**
 * Risk on planted data (docs/risk.md): whether 90 % intervals hold the truth, what is caught at 5 % of the length beside
 * planar kernel density; then, on the sample and on 100,000 incidents, times, the most dangerous stretches and the
 * backtest. `npm run bench -- risk [--runs=40] [--seed=1] [--no-times]`.
 */
export async function run(argv: string[]): Promise<void> {
  const option = (name: string, fallback: number) =>
    Number(argv.find((word) => word.startsWith(`--${name}=`))?.split('=')[1] ?? fallback);
  const [runs, seed] = [option('runs', 40), option('seed', 1)];
  const simulator = createSimulator(shippedNetwork());
  print(`planted risk, ${runs} runs of each shape, seed ${seed}`);
  for (const shape of SHAPES) {
    const all = Array.from({ length: runs }, (_, i) => simulator.run(shape, seed, i));
    printShape(shape, all);
  }
  if (!argv.includes('--no-times')) await benchRiskBacktest(print);
}

function printShape(shape: string, runs: readonly Run[]): void {
  const held = meanOf(runs, (run) => run.held / run.stretches);
  const reported = meanOf(runs, (run) => run.heldReported / run.stretches);
  print(`\n${shape}`);
  print(`  90 % intervals hold the true rate of ${percent(held.mean)} of stretches (${interval(held)})`);
  if (shape === 'hostile')
    print(`    and the rate as far as it is reported, of ${percent(reported.mean)} (${interval(reported)})`);
  const score = meanOf(runs, (run) => run.heldScore / run.stretches);
  print(`    the true score, rate over mean, of ${percent(score.mean)} (${interval(score)})`);
  const bias = meanOf(runs, (run) => run.bias);
  const dispersion = meanOf(runs, (run) => run.dispersion);
  print(`  mean estimated over reported ${bias.mean.toFixed(3)}, dispersion ${dispersion.mean.toFixed(2)}`);
  const [network, planar, oracle] = (['network', 'planar', 'oracle'] as const).map((name) =>
    meanOf(runs, (run) => run[name]),
  );
  print(
    `  next incidents caught at 5 % of the length: network ${percent(network!.mean)}, planar ${percent(planar!.mean)}, ` +
      `knowing the truth ${percent(oracle!.mean)}`,
  );
  const difference = meanOf(runs, (run) => run.network - run.planar);
  const relative = (value: number) => signed((100 * value) / planar!.mean);
  print(
    `    network - planar ${signed(100 * difference.mean)} points (95 %: ${signed(100 * difference.low)} to ` +
      `${signed(100 * difference.high)}), ${relative(difference.mean)} % of planar (${relative(difference.low)} to ` +
      `${relative(difference.high)}); aim +20 %: ${difference.mean >= 0.2 * planar!.mean ? 'reached' : 'not reached'}`,
  );
}

/** Mean over runs with its 95 % interval (normal). */
function meanOf(runs: readonly Run[], of: (run: Run) => number) {
  const values = runs.map(of);
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  const half = 1.96 * Math.sqrt(variance / values.length);
  return { mean, low: mean - half, high: mean + half };
}

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
const signed = (value: number) => `${value >= 0 ? '+' : ''}${value.toFixed(1)}`;
const interval = ({ low, high }: { low: number; high: number }) =>
  `95 %: ${percent(low)} to ${percent(high)}`;

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

if (process.argv[1] === import.meta.filename) await run(process.argv.slice(2));
