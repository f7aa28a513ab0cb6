import type { LinearReference } from '../domain/geocoding/types.ts';
import type { RailNetwork } from '../domain/network/rail.ts';
import { SNAP_M } from '../domain/network/rail.ts';
import { referenceOf } from '../domain/network/reference.ts';
import type { PlaceType } from '../domain/taxonomy.ts';
import type { Queryable } from './database.ts';

/** Reports looked at in one go: memory stays the same however many there are. */
const BATCH = 2000;

/** A place laid on the track is no farther from it than rounding. */
const ON_TRACK_M = 10;

interface PlacedReport {
  source_id: string;
  report_id: string;
  version: number;
  place_type: PlaceType;
  lon: number;
  lat: number;
  radius_m: number;
  corridor_id: string | null;
  corridor_km: number | null;
  corridor_offset_m: number | null;
  /** Does its own text speak of the track, so that the point was laid on it? */
  says_track: boolean;
}

/**
 * Puts every placed report, and the incidents that take their place from it, on the network as it is now. Call it
 * in the transaction that changes the network.
 *
 * @returns how many incidents lie elsewhere on the network than before, or no longer on it.
 */
export async function refreshReferences(db: Queryable, network: RailNetwork): Promise<number> {
  let last: [string, string, number] = ['', '', -1];
  for (;;) {
    const { rows } = await db.query<PlacedReport>(
      `select source_id, report_id, version, place_type, lon, lat, radius_m, corridor_id, corridor_km,
         corridor_offset_m,
         place_matches @> '[{"role": "corridor"}]' as says_track
       from report
       where lon is not null and (source_id, report_id, version) > ($1, $2, $3)
       order by source_id, report_id, version limit ${BATCH}`,
      last,
    );
    if (rows.length === 0) break;
    const changed = rows.flatMap((row) => {
      const reference = onNetwork(network, row);
      return isSame(row, reference) ? [] : [{ ...row, ...columns(reference) }];
    });
    if (changed.length > 0) await db.query(UPDATE_REPORTS, [JSON.stringify(changed)]);
    const { source_id, report_id, version } = rows[rows.length - 1];
    last = [source_id, report_id, version];
  }
  const { rowCount } = await db.query(UPDATE_INCIDENTS);
  return rowCount ?? 0;
}

const UPDATE_REPORTS = `
  update report r
  set corridor_id = x.corridor_id, corridor_km = x.corridor_km, corridor_offset_m = x.corridor_offset_m
  from jsonb_to_recordset($1::jsonb) as x(source_id text, report_id text, version int, corridor_id text,
    corridor_km float8, corridor_offset_m float8)
  where r.source_id = x.source_id and r.report_id = x.report_id and r.version = x.version`;

const UPDATE_INCIDENTS = `
  update incident i
  set corridor_id = r.corridor_id, corridor_km = r.corridor_km, corridor_offset_m = r.corridor_offset_m
  from report r
  where r.source_id = i.place_source_id and r.report_id = i.place_report_id and r.is_current
    and (i.corridor_id, i.corridor_km, i.corridor_offset_m)
      is distinct from (r.corridor_id, r.corridor_km, r.corridor_offset_m)`;

function onNetwork(network: RailNetwork, row: PlacedReport): LinearReference | null {
  const { lon, lat, radius_m: radiusM, place_type: placeType, corridor_id: known } = row;
  // Where corridors share track, the one it is on already stays right.
  const stays = known === null ? null : network.locateOn(known, lon, lat, ON_TRACK_M);
  const said = row.says_track ? (stays ?? network.locate(lon, lat, SNAP_M, 'rail')) : null;
  return referenceOf(network, { lon, lat, radiusM, placeType, said });
}

/** A metre more or less is rounding. */
function isSame(row: PlacedReport, now: LinearReference | null): boolean {
  if (now === null || row.corridor_id === null) return now === null && row.corridor_id === null;
  return (
    row.corridor_id === now.corridorId &&
    Math.abs((row.corridor_km ?? 0) - now.km) < 0.001 &&
    Math.abs((row.corridor_offset_m ?? 0) - now.offsetM) < 1
  );
}

function columns(reference: LinearReference | null) {
  return {
    corridor_id: reference?.corridorId ?? null,
    corridor_km: reference?.km ?? null,
    corridor_offset_m: reference?.offsetM ?? null,
  };
}
