import { FRESH_DAYS, FULL_DISCLOSURE } from '../../domain/access/disclosure.ts';
import { type AlertIncidents, WIDEST_DATE_DAYS } from '../../domain/alerts/incidents.ts';
import type { NetworkGraph } from '../../domain/network/graph.ts';
import { SNAP_M, STRETCH_RADIUS_M } from '../../domain/network/rail.ts';
import { STATES } from '../../domain/states.ts';
import { CRIMES, type Crime, PRECISIONS, type Precision } from '../../domain/taxonomy.ts';
import type { Queryable } from '../database.ts';
import { disclosedIncidents } from '../disclosed-incidents.ts';

type Row = [
  id: number,
  firstDay: number,
  lastDay: number,
  crimes: number,
  perpetrators: number,
  principal: Crime,
  precision: Precision | null,
  stateCode: string,
  corridorId: string | null,
  corridorKm: number | null,
  lon: number | null,
  lat: number | null,
  radiusM: number | null,
  reports: number,
  synthetic: boolean,
  sources: string,
  knownAtMs: number | null,
];

/** Alerts are the program's own: consented crimes are left out, nothing else is. */
const DISCLOSURE = { ...FULL_DISCLOSURE, consented: false };

/**
 * The incidents that alerts count: predatory crimes of some days, known to a month or better.
 * @param span days since 1970, both included
 * @param until only what readers under delay are shown, as `Disclosure` has it; null: all
 */
export async function readAlertIncidents(
  db: Queryable,
  graph: Pick<NetworkGraph, 'placeOf' | 'lixelAt' | 'lixels' | 'edges'>,
  span: { fromDay: number; toDay: number },
  until: string | null = null,
): Promise<AlertIncidents> {
  const { rows } = await db.query<Row>({
    rowMode: 'array',
    text: `
      with i as (
        select * from ${disclosedIncidents({ ...DISCLOSURE, until })} d
        where d.kind = 'crime' and d.first_day between date '1970-01-01' + $1::int and date '1970-01-01' + $2::int
          and d.last_day - d.first_day < $3
      ),
      told as (
        select l.incident_id, string_agg(distinct l.source_id, E'\\n' order by l.source_id) as sources
        from i join incident_report l on l.incident_id = i.incident_id
        group by 1
      )
      select i.incident_id, i.first_day - date '1970-01-01', i.last_day - date '1970-01-01', i.crime_mask,
        i.perpetrator_mask, i.principal_crime, i.precision, i.state_code,
        -- Beyond these nobody can say on which stretch it was.
        case when i.corridor_offset_m <= $4 and i.radius_m <= $5 then i.corridor_id end, i.corridor_km,
        ST_X(i.geom), ST_Y(i.geom), i.radius_m, i.n_reports, i.synthetic, coalesce(told.sources, ''),
        case when i.last_day >= (i.known_at at time zone 'UTC')::date - ${FRESH_DAYS}
          then ceil(extract(epoch from i.known_at) * 1000)::float8 end
      from i left join told on told.incident_id = i.incident_id
      order by i.incident_id`,
    values: [span.fromDay, span.toDay, WIDEST_DATE_DAYS, SNAP_M, STRETCH_RADIUS_M],
  });
  const stateIndex = new Map(STATES.map(({ code }, index) => [code, index]));
  const ints = (at: number) => Int32Array.from(rows, (row) => row[at] as number);
  const numbers = (at: number) => Float64Array.from(rows, (row) => (row[at] as number | null) ?? Number.NaN);
  const { sourceSet, sourceSets } = sourceColumns(rows.map((row) => row[15]));
  return {
    count: rows.length,
    id: numbers(0),
    firstDay: ints(1),
    lastDay: ints(2),
    crimeMask: ints(3),
    perpetratorMask: ints(4),
    principal: Uint8Array.from(rows, (row) => CRIMES.indexOf(row[5])),
    precision: Int8Array.from(rows, (row) => (row[6] === null ? -1 : PRECISIONS.indexOf(row[6]))),
    state: Int16Array.from(rows, (row) => stateIndex.get(row[7]) ?? -1),
    stretch: Int32Array.from(rows, (row) => stretchOf(graph, row[8], row[9])),
    lon: numbers(10),
    lat: numbers(11),
    radiusM: numbers(12),
    reports: ints(13),
    knownAtMs: Float64Array.from(rows, (row) => row[16] ?? Number.NEGATIVE_INFINITY),
    synthetic: Uint8Array.from(rows, (row) => (row[14] ? 1 : 0)),
    sourceSet,
    sourceSets,
  };
}

function stretchOf(
  { placeOf, lixelAt, lixels, edges }: Pick<NetworkGraph, 'placeOf' | 'lixelAt' | 'lixels' | 'edges'>,
  corridorId: string | null,
  km: number | null,
): number {
  if (corridorId === null || km === null) return -1;
  const place = placeOf(corridorId, km);
  return place === null ? -1 : edges.stretch[lixels.edge[lixelAt(place)]];
}

function sourceColumns(told: readonly string[]): Pick<AlertIncidents, 'sourceSet' | 'sourceSets'> {
  const numberOf = new Map<string, number>();
  const setOf = new Map<string, number>();
  const sourceSets: number[][] = [];
  const sourceSet = Int32Array.from(told, (names) => {
    const known = setOf.get(names);
    if (known !== undefined) return known;
    const set = names.split('\n').filter(Boolean);
    for (const name of set) if (!numberOf.has(name)) numberOf.set(name, numberOf.size);
    sourceSets.push(set.map((name) => numberOf.get(name) as number));
    setOf.set(names, sourceSets.length - 1);
    return sourceSets.length - 1;
  });
  return { sourceSet, sourceSets };
}
