import type { JudgedCluster } from '../../domain/statistics/scan/clusters.ts';
import { filled, type Language, textsOf } from './text.ts';

/** A cluster with what its file knows of it. */
export interface FoundCluster extends JudgedCluster {
  ids: string[];
  lon: number;
  lat: number;
  firstDay: string;
  lastDay: string;
  population: number | undefined;
}

const DAYS_OF_YEAR = 365.25;
const LEVELS = [0.05, 0.01, 0.001];

/** The report as SaTScan prints it: study, clusters with their fields, critical values. */
export function scanReport(
  clusters: readonly FoundCluster[],
  maxima: Float64Array,
  summary: Readonly<Record<string, string | number>>,
  language: Language,
): string {
  const texts = textsOf(language).scanReport;
  const lines = [
    texts.title,
    filled(texts.model, { model: texts.models[summary.model as keyof typeof texts.models] }),
    '',
    ...fields([
      [texts.period, `${summary.first_day} - ${summary.last_day}`],
      [texts.locations, String(summary.locations)],
      [texts.cases, String(summary.cases)],
      [texts.replicates, `${summary.replicates} (${texts.seed} ${summary.seed})`],
    ]),
    '',
    clusters.length === 0 ? texts.none : texts.found,
  ];
  for (const [k, cluster] of clusters.entries()) lines.push('', ...clusterLines(cluster, k + 1, texts));
  lines.push('', texts.critical);
  const sorted = maxima.slice().sort();
  for (const level of LEVELS) {
    const at = sorted.length - Math.floor(level * (sorted.length + 1));
    // With too few replicates there is no such value.
    if (at < sorted.length) lines.push(`  ${level}: ${sorted[at]!.toFixed(6)}`);
  }
  return `${lines.join('\n')}\n`;
}

function clusterLines(
  cluster: FoundCluster,
  number: number,
  texts: ReturnType<typeof textsOf>['scanReport'],
): string[] {
  const { lat, lon, radiusKm, observed, expected, llr, pValue, recurrenceIntervalDays, population } = cluster;
  const north = `${Math.abs(lat).toFixed(6)} ${lat < 0 ? 'S' : 'N'}`;
  const east = `${Math.abs(lon).toFixed(6)} ${lon < 0 ? texts.west : 'E'}`;
  const rows: [string, string][] = [
    [texts.ids, cluster.ids.join(', ')],
    [texts.circle, `(${north}, ${east}) / ${radiusKm.toFixed(2)} km`],
    [texts.timeFrame, `${cluster.firstDay} - ${cluster.lastDay}`],
    ...(population === undefined ? [] : [[texts.population, String(population)] as [string, string]]),
    [texts.observed, String(observed)],
    [texts.expected, expected.toFixed(2)],
    [texts.ratio, (observed / expected).toFixed(2)],
    [texts.llr, llr.toFixed(6)],
    [texts.p, pValue.toPrecision(3)],
    [texts.recurrence, interval(recurrenceIntervalDays, texts)],
  ];
  const [first, ...rest] = fields(rows, '  ');
  return [`${String(number)}.${first!.slice(2)}`, ...rest];
}

function interval(days: number, texts: ReturnType<typeof textsOf>['scanReport']): string {
  return days < DAYS_OF_YEAR
    ? filled(texts.days, { count: Math.round(days) })
    : filled(texts.years, { count: (days / DAYS_OF_YEAR).toFixed(1) });
}

/** Names with dots up to a common column, as SaTScan has them. */
function fields(rows: readonly [string, string][], indent = ''): string[] {
  const width = Math.max(...rows.map(([name]) => name.length)) + 2;
  return rows.map(([name, value]) => `${indent}${name.padEnd(width, '.')}: ${value}`);
}
