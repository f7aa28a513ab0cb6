import type { Cells, Corridors, IncidentDetail, StateCounts } from '../../api/contract.ts';
import type { Coverage } from '../../api/contract-coverage.ts';
import type { Resolution } from '../../domain/hexagons.ts';
import type { Basemap } from '../map/basemap.ts';
import type { IncidentTable } from './incidentTable.ts';
import { aggregatePaths, cellsPath } from './paths.ts';
import { type Answer, getJson } from './requests.ts';
import type { Loaded } from './useLoaded.ts';

/** Counts by state and stretch for one filter, loaded together so that the numbers agree. */
export interface Aggregates {
  states: StateCounts;
  corridors: Corridors;
  /** Where silence is no data; null for a period without a day. */
  coverage: Coverage | null;
}

/** All that the panel shows for one filter. */
export interface Snapshot extends Aggregates {
  /** The incidents of the period: all, or of the chosen place where there are too many to load them all. */
  incidents: IncidentTable;
  /** Incidents one by one are not this reader's: the table is empty, which says nothing. */
  withheld: boolean;
  /** How the table stands: of another filter as long as it loads. */
  list: Loaded<IncidentTable>;
  /** False where there are too many to load them all and nothing asks for some: the table is empty, which says nothing. */
  isListed: boolean;
  /** The table holds only so many of the newest; null: all. */
  newestOnly: number | null;
}

/** A key is the filter's query and the data version, which only tells two loads apart. */
export function snapshotKey(query: string, dataVersion: string): string {
  return `${query}@${dataVersion}`;
}

/** Loads the states, the corridors and the coverage for a snapshot key. */
export async function loadAggregates(key: string, signal: AbortSignal): Promise<Answer<Aggregates>> {
  const paths = aggregatePaths(queryOf(key));
  const [states, corridors, coverage] = await Promise.all([
    getJson<StateCounts>(paths.states, signal),
    getJson<Corridors>(paths.corridors, signal),
    loadCoverage(paths.coverage, signal),
  ]);
  if (!states.ok) return states;
  if (!corridors.ok) return corridors;
  if (!coverage.ok) return coverage;
  return {
    ok: true,
    value: { states: states.value, corridors: corridors.value, coverage: coverage.value },
  };
}

/** Loads hexagon counts; the key is `resolution|snapshot key`. */
export function loadCells(key: string, signal: AbortSignal): Promise<Answer<Cells>> {
  const bar = key.indexOf('|');
  const resolution = Number(key.slice(0, bar)) as Resolution;
  return getJson<Cells>(cellsPath(queryOf(key.slice(bar + 1)), resolution), signal);
}

/** Loads one incident with its reports; the key is `id@dataVersion`. */
export function loadIncident(key: string, signal: AbortSignal): Promise<Answer<IncidentDetail>> {
  return getJson<IncidentDetail>(`/api/incidents/${key.slice(0, key.indexOf('@'))}`, signal);
}

/** Loads the basemap; the key is its path. */
export function loadBasemap(path: string, signal: AbortSignal): Promise<Answer<Basemap>> {
  return getJson<Basemap>(path, signal);
}

async function loadCoverage(path: string, signal: AbortSignal): Promise<Answer<Coverage | null>> {
  const answer = await getJson<Coverage>(path, signal);
  return !answer.ok && answer.failure.code === 'empty_period' ? { ok: true, value: null } : answer;
}

function queryOf(key: string): string {
  return key.slice(0, key.lastIndexOf('@'));
}
