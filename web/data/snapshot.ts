import type { Cells, Corridors, IncidentDetail, StateCounts } from '../../api/contract.ts';
import type { Coverage } from '../../api/contract-coverage.ts';
import type { Basemap } from '../map/basemap.ts';
import { decodeIncidents, emptyIncidents, type IncidentTable } from './incidentTable.ts';
import { type Answer, getBytes, getJson } from './requests.ts';

/** All that the page shows for one filter, loaded together so that its numbers agree. */
export interface Snapshot {
  incidents: IncidentTable;
  /** Incidents one by one are not this reader's: the table is empty, which says nothing. */
  withheld: boolean;
  states: StateCounts;
  corridors: Corridors;
  /** Where silence is no data; null for a period without a day. */
  coverage: Coverage | null;
}

const WITHHELD = '-';

/** A key is the filter's query, the data version, which only tells two loads apart, and what the reader may load. */
export function snapshotKey(query: string, dataVersion: string, withIncidents: boolean): string {
  return `${query}@${dataVersion}${withIncidents ? '' : WITHHELD}`;
}

/** Loads the incidents, the states and the corridors for a snapshot key. */
export async function loadSnapshot(key: string, signal: AbortSignal): Promise<Answer<Snapshot>> {
  const suffix = querySuffix(key);
  const withheld = key.endsWith(WITHHELD);
  const [incidents, states, corridors, coverage] = await Promise.all([
    withheld ? NO_INCIDENTS : loadIncidents(`/api/incidents${suffix}`, signal),
    getJson<StateCounts>(`/api/states${suffix}`, signal),
    getJson<Corridors>(`/api/corridors${suffix}`, signal),
    loadCoverage(suffix, signal),
  ]);
  if (!incidents.ok) return incidents;
  if (!states.ok) return states;
  if (!corridors.ok) return corridors;
  if (!coverage.ok) return coverage;
  return {
    ok: true,
    value: {
      incidents: incidents.value,
      withheld,
      states: states.value,
      corridors: corridors.value,
      coverage: coverage.value,
    },
  };
}

/** Loads hexagon counts; the key is `resolution|snapshot key`. */
export function loadCells(key: string, signal: AbortSignal): Promise<Answer<Cells>> {
  const bar = key.indexOf('|');
  const query = querySuffix(key.slice(bar + 1)).slice(1);
  return getJson<Cells>(
    `/api/cells?${query === '' ? '' : `${query}&`}resolution=${key.slice(0, bar)}`,
    signal,
  );
}

/** Loads one incident with its reports; the key is `id@dataVersion`. */
export function loadIncident(key: string, signal: AbortSignal): Promise<Answer<IncidentDetail>> {
  return getJson<IncidentDetail>(`/api/incidents/${key.slice(0, key.indexOf('@'))}`, signal);
}

/** Loads the basemap; the key is its path. */
export function loadBasemap(path: string, signal: AbortSignal): Promise<Answer<Basemap>> {
  return getJson<Basemap>(path, signal);
}

const NO_INCIDENTS: Answer<IncidentTable> = { ok: true, value: emptyIncidents() };

/** Coverage asks for the days of a filter only: who reports is not a matter of crimes. */
async function loadCoverage(suffix: string, signal: AbortSignal): Promise<Answer<Coverage | null>> {
  const filter = new URLSearchParams(suffix);
  const days = new URLSearchParams();
  for (const name of ['from', 'to', 'asOf']) if (filter.has(name)) days.set(name, filter.get(name) ?? '');
  const answer = await getJson<Coverage>(`/api/coverage?${days}`, signal);
  return !answer.ok && answer.failure.code === 'empty_period' ? { ok: true, value: null } : answer;
}

async function loadIncidents(path: string, signal: AbortSignal): Promise<Answer<IncidentTable>> {
  const answer = await getBytes(path, signal);
  if (!answer.ok) return answer;
  try {
    return { ok: true, value: decodeIncidents(answer.value) };
  } catch {
    return { ok: false, failure: { reason: 'unreadable', code: 'arrow' } };
  }
}

function querySuffix(key: string): string {
  const query = key.slice(0, key.lastIndexOf('@'));
  return query === '' ? '' : `?${query}`;
}
