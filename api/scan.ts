import type { PredatoryFilter } from '../data/predatory-incidents.ts';
import { readScanIncidents, type ScanRow, type ScanRows } from '../data/scan-incidents.ts';
import { dayNumber, isoDayOf } from '../domain/days.ts';
import type { NetworkGraph } from '../domain/network/graph.ts';
import { SNAP_M } from '../domain/network/rail.ts';
import type { Answer } from '../domain/statistics/answer.ts';
import { type ReportingDelay, reportingDelay } from '../domain/statistics/scan/reporting-delay.ts';
import {
  type IncidentScan,
  SCAN_HISTORY_DAYS,
  SCAN_RADIUS_M,
  type ScanCluster,
  type ScanOptions,
  SIGNAL_DAYS,
} from '../domain/statistics/scan/scan-incidents.ts';
import type { TrackPiece, TrackScan } from '../domain/statistics/scan/scan-track.ts';
import type { ApiContext, CurrentStatus } from './context.ts';
import type { ScanAnswer, ScanClusterWire } from './contract-scan.ts';
import type { JobControl, Question } from './jobs/jobs.ts';
import { summaryOf } from './routes/hotspots.ts';

/** A day of which fewer reports are in is still filling up. */
const FILLED = 0.9;

type ScanFilter = PredatoryFilter & { from: string; to: string };

/** What is asked of a scan besides the filter. */
export interface ScanSettings extends Omit<ScanOptions, 'asOf' | 'from' | 'keepGoing' | 'lookEveryDays'> {
  shape: 'circle' | 'track';
  lookEveryDays: number;
}

/** Before it no ISO day is written without a sign. */
const FIRST_OF_ALL = '0001-01-01';

/** First day of the history that a scan of a day compares with, where none was asked for. ISO days. */
export function scanFrom(lastDay: string, firstDay: string | null): string {
  const from = isoDayOf(Math.max(dayNumber(lastDay) - SCAN_HISTORY_DAYS + 1, dayNumber(FIRST_OF_ALL)));
  return firstDay !== null && firstDay > from && firstDay <= lastDay ? firstDay : from;
}

/**
 * The scan of a filter's incidents as a question for the pool.
 *
 * @param isCoarse for readers who see no incident one by one: circles of several scans that end at the same incident
 *   would cross where it was, and a zone of track ends at one
 */
export function scanQuestion(
  context: ApiContext,
  status: CurrentStatus,
  filter: ScanFilter,
  settings: ScanSettings,
  isCoarse: boolean,
): Question<Exclude<ScanAnswer, { status: 'running' }>> {
  const { shape, ...options } = settings;
  return {
    kind: 'scan',
    key: JSON.stringify(['scan', status.dataVersion, settings, filter, isCoarse]),
    work: async (control) => {
      const read = await readScanIncidents(context.database.pool, filter, SCAN_RADIUS_M);
      const period = { from: dayNumber(filter.from), asOf: dayNumber(filter.to) };
      // An incident of before the period is in no window, and in no history.
      const rows = read.rows.filter(({ day }) => day >= period.from);
      const located = shape === 'track' ? onTrack(rows, context.graph) : null;
      const head = {
        ...headOf(filter, status, read),
        offTrack: located && rows.length - located.rows.length,
        shape,
        delay: delayOf(rows, period.asOf),
      };
      const found = located
        ? await scanTrack(control, located, context.graph, { ...options, ...period }, isCoarse)
        : await scanCircles(control, rows, { ...options, ...period }, isCoarse);
      if (found.status === 'refused') return { ...found, ...head };
      const { n, recent, places, clusters } = found.value;
      return { status: 'answered', ...head, n, recent, places, ...options, clusters };
    },
  };
}

function headOf(filter: ScanFilter, status: CurrentStatus, { rows, unplaced, tooVague, undated }: ScanRows) {
  const synthetic = rows.filter((row) => row.synthetic).length;
  return { ...summaryOf(filter, status, { synthetic, unplaced, tooVague }), undated };
}

function delayOf(rows: readonly ScanRow[], asOf: number) {
  const told = rows.filter((row) => row.delay !== null);
  const delay = reportingDelay(
    told.map(({ day }) => day),
    told.map((row) => row.delay!),
    asOf,
  );
  return delay && wireDelay(delay, asOf);
}

function wireDelay({ n, medianDays, p90Days, known }: ReportingDelay, asOf: number) {
  const filling = known.findIndex((share) => share >= FILLED);
  return {
    n,
    medianDays,
    p90Days,
    fillingFrom: filling > 0 ? isoDayOf(asOf - filling + 1) : null,
    known: Array.from(known.slice(0, 31), (share) => Number(share.toFixed(3))),
  };
}

type Found = Answer<Omit<IncidentScan, 'clusters'> & { clusters: ScanClusterWire[] }>;

async function scanCircles(
  control: JobControl,
  rows: readonly ScanRow[],
  options: ScanOptions,
  isCoarse: boolean,
): Promise<Found> {
  const found = await control.run('scanIncidents', {
    incidents: {
      day: Int32Array.from(rows, ({ day }) => day),
      lon: Float64Array.from(rows, ({ lon }) => lon),
      lat: Float64Array.from(rows, ({ lat }) => lat),
    },
    options,
  });
  if (found.status === 'refused') return found;
  const clusters = found.value.clusters.map((cluster) => {
    const radiusKm = isCoarse ? coarseRadiusKm(cluster.radiusKm) : cluster.radiusKm;
    return wireCluster({ ...cluster, radiusKm }, options, []);
  });
  return { ...found, value: { ...found.value, clusters } };
}

interface OnTrack {
  rows: readonly ScanRow[];
  edge: Int32Array;
  at: Float64Array;
}

/** The incidents near enough to the track, with their places on it. */
function onTrack(rows: readonly ScanRow[], graph: NetworkGraph): OnTrack {
  const placed = rows.flatMap((row) => {
    const { corridorId, corridorKm, offsetM } = row;
    if (corridorId === null || corridorKm === null || offsetM === null || offsetM > SNAP_M) return [];
    const place = graph.placeOf(corridorId, corridorKm);
    return place ? [{ row, place }] : [];
  });
  return {
    rows: placed.map(({ row }) => row),
    edge: Int32Array.from(placed, ({ place }) => place.edge),
    at: Float64Array.from(placed, ({ place }) => place.alongKm),
  };
}

async function scanTrack(
  control: JobControl,
  { rows, edge, at }: OnTrack,
  graph: NetworkGraph,
  options: ScanOptions,
  isCoarse: boolean,
): Promise<Found> {
  const { from, to, lengthKm } = graph.edges;
  const found: Answer<TrackScan> = await control.run('scanTrack', {
    incidents: { day: Int32Array.from(rows, ({ day }) => day), edge, at },
    edges: { vertexCount: graph.nodes.length, from, to, length: lengthKm },
    options,
  });
  if (found.status === 'refused') return found;
  const clusters = found.value.clusters.map((cluster) => {
    const { edge: onEdge, at: exactKm, reachKm, pieces } = cluster;
    const alongKm = isCoarse ? withinEdge(graph, onEdge, Math.round(exactKm)) : exactKm;
    const [lon, lat] = graph.pointAt({ edge: onEdge, alongKm });
    const circle = { ...cluster, lon, lat, radiusKm: isCoarse ? coarseRadiusKm(reachKm) : reachKm };
    return wireCluster(
      circle,
      options,
      pieces.map((piece) => stretchOf(graph, isCoarse ? coarsePiece(graph, piece) : piece)),
    );
  });
  return { ...found, value: { ...found.value, clusters } };
}

/** As wide as what readers of cells are told at the finest. */
const COARSE_KM = 5;

function coarseRadiusKm(radiusKm: number): number {
  return Math.max(1, Math.ceil(radiusKm / COARSE_KM)) * COARSE_KM;
}

/** Whole km of track, as its density is told. */
function coarsePiece(graph: NetworkGraph, { edge, from, to }: TrackPiece): TrackPiece {
  return { edge, from: Math.floor(from), to: withinEdge(graph, edge, Math.floor(to) + 1) };
}

function withinEdge({ edges }: NetworkGraph, edge: number, km: number): number {
  return Math.min(km, edges.lengthKm[edge]!);
}

function stretchOf(graph: NetworkGraph, { edge, from, to }: TrackPiece) {
  const corridor = graph.edges.corridor[edge]!;
  const start = graph.edges.fromKm[edge]!;
  return {
    corridorId: graph.corridorIds[corridor]!,
    fromKm: round(start + from, 1),
    toKm: round(start + to, 1),
    line: graph
      .line(corridor, start + from, start + to)
      .map(([lon, lat]): [number, number] => [round(lon, 4), round(lat, 4)]),
  };
}

function wireCluster(
  cluster: ScanCluster,
  { replicates }: ScanOptions,
  stretches: ScanClusterWire['stretches'],
): ScanClusterWire {
  const { lon, lat, firstDay, lastDay, observed, pValue, recurrenceIntervalDays } = cluster;
  return {
    id: `${lat.toFixed(2)},${lon.toFixed(2)},${isoDayOf(firstDay)}`,
    lon: round(lon, 4),
    lat: round(lat, 4),
    radiusKm: round(cluster.radiusKm, 1),
    firstDay: isoDayOf(firstDay),
    lastDay: isoDayOf(lastDay),
    days: lastDay - firstDay + 1,
    observed,
    expected: Number(cluster.expected.toPrecision(6)),
    llr: Number(cluster.llr.toPrecision(8)),
    p: pValue,
    recurrenceIntervalDays,
    atLimit: pValue * (replicates + 1) < 1.5,
    isSignal: recurrenceIntervalDays >= SIGNAL_DAYS,
    stretches,
  };
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
