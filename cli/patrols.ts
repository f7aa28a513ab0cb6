import { writeFileSync } from 'node:fs';
import { Command } from 'commander';
import type { TFunction } from 'i18next';
import { type PatrolPlan, type PatrolResult, patrolRequestSchema } from '../api/contract-patrols.ts';
import { controlOf } from '../api/jobs/control.ts';
import { createWorkerPool } from '../api/jobs/pool.ts';
import { patrolPlanCsv, patrolPlanGeoJson } from '../api/patrols/export.ts';
import { makePatrolPlan } from '../api/patrols/plan.ts';
import { readSecretKey } from '../data/access/secret-key.ts';
import type { Config } from '../data/config.ts';
import { readNetwork } from '../data/corridors.ts';
import type { Database } from '../data/database.ts';
import { productDate, readStatus } from '../data/status.ts';
import { buildNetworkGraph } from '../domain/network/graph.ts';
import type { PatrolRequest } from '../domain/patrols/request.ts';
import { withDatabase } from './audit/open.ts';
import { UsageError } from './usage-error.ts';

interface Flags {
  units: string;
  shift?: string;
  speed?: string;
  reach?: string;
  maxShare?: string;
  from?: string;
  to?: string;
  greedy?: boolean;
  json?: boolean;
  out?: string;
}

/** `vigia patrols plan`: where N units cover most of what is expected, as the page answers it. */
export function patrolsCommand(config: Config, t: TFunction): Command {
  const patrols = new Command('patrols').description(t('patrolPlan:cli.patrols'));
  patrols
    .command('plan')
    .description(t('patrolPlan:cli.plan'))
    .requiredOption('--units <n>', t('patrolPlan:cli.units'))
    .option('--shift <hours>', t('patrolPlan:cli.shift'))
    .option('--speed <kmh>', t('patrolPlan:cli.speed'))
    .option('--reach <km>', t('patrolPlan:cli.reach'))
    .option('--max-share <share>', t('patrolPlan:cli.maxShare'))
    .option('--from <day>', t('patrolPlan:cli.from'))
    .option('--to <day>', t('patrolPlan:cli.to'))
    .option('--greedy', t('patrolPlan:cli.greedy'))
    .option('--json', t('patrolPlan:cli.json'))
    .option('--out <file>', t('patrolPlan:cli.out'))
    .action((flags: Flags) =>
      withDatabase(
        config,
        t,
        async (database, _say, request) => {
          const plan = await planOf(database, config, request, flags.greedy ? 'greedy' : 'exact');
          if (plan.status === 'refused') {
            if (flags.json) process.stdout.write(`${JSON.stringify(plan)}\n`);
            const details = { ...plan.details, conflict: plan.conflict, remedies: plan.remedies };
            throw new UsageError(`${t(`patrolPlan:refused.${plan.reason}`)} ${JSON.stringify(details)}`);
          }
          const text = flags.json ? `${JSON.stringify(plan, null, 1)}\n` : told(plan, t);
          if (flags.out === undefined) process.stdout.write(text);
          else writeFileSync(flags.out, fileText(flags.out, plan, text));
        },
        () => requestOf(flags, t),
      ),
    );
  return patrols;
}

function requestOf(flags: Flags, t: TFunction): PatrolRequest {
  const number = (text: string | undefined) => (text === undefined ? undefined : Number(text));
  const read = patrolRequestSchema.safeParse({
    units: number(flags.units),
    shiftHours: number(flags.shift),
    speedKmh: number(flags.speed),
    reach: flags.reach === undefined ? undefined : { km: number(flags.reach) },
    maxShare: number(flags.maxShare),
    from: flags.from,
    to: flags.to,
  });
  if (read.success) return read.data;
  const fields = [...new Set(read.error.issues.map(({ path }) => String(path[0])))].join(', ');
  throw new UsageError(t('patrolPlan:cli.bad', { fields }));
}

async function planOf(
  database: Database,
  config: Config,
  request: PatrolRequest,
  method: 'greedy' | 'exact',
) {
  const pool = createWorkerPool(1);
  try {
    const { network, corridors } = await readNetwork(database.pool);
    const status = await readStatus(database.pool);
    const asOf = productDate(status, new Date().toISOString().slice(0, 10));
    const { shelterDistanceKm } = config;
    const access = { secretKey: readSecretKey(config) };
    const graph = buildNetworkGraph(network);
    const context = { database, network, graph, corridors, shelterDistanceKm, access };
    return await makePatrolPlan(
      context,
      request,
      method,
      { asOf, dataVersion: status.dataVersion, shownUntil: null },
      controlOf(pool),
    );
  } finally {
    await pool.close();
  }
}

function fileText(file: string, plan: PatrolPlan, text: string): string {
  const name = `${plan.request.units}`;
  if (file.endsWith('.csv')) return patrolPlanCsv(name, plan);
  return file.endsWith('.geojson') ? patrolPlanGeoJson(name, plan) : text;
}

function told(plan: PatrolPlan, t: TFunction): string {
  const { asOf, synthetic, howKnown, results } = plan;
  const head = [
    ...(synthetic > 0 ? [t('patrolPlan:cli.synthetic', { n: synthetic })] : []),
    t('patrolPlan:cli.basis', { asOf, ...howKnown }),
    t('patrolPlan:cli.hours'),
  ];
  return `${[...head, ...results.flatMap((result) => resultLines(result, t))].join('\n')}\n`;
}

function resultLines({ assumption, covered, proof, positions, ways }: PatrolResult, t: TFunction): string[] {
  const percent = (share: number) => (100 * share).toFixed(1);
  const range = { share: percent(covered.value), low: percent(covered.low), high: percent(covered.high) };
  return [
    '',
    t(`patrolPlan:assumption.${assumption}`),
    t('patrolPlan:cli.covered', range),
    t(`patrolPlan:proof.${proof.status}`, { gap: percent(proof.gap) }),
    ...ways
      .filter(({ way }) => way !== 'plan')
      .map(({ way, covered: of }) => `  ${t(`patrolPlan:way.${way}`)}: ${percent(of.value)} %`),
    ...positions.map(({ order, corridorName, km, towns, base, travelKm, addsShare }) =>
      [
        String(order).padStart(3),
        `${corridorName} km ${km.toFixed(1)}`,
        towns[0]?.name ?? '',
        `${base.name} ${travelKm.toFixed(0)} km`,
        `+${percent(addsShare)} %`,
      ].join('  '),
    ),
  ];
}
