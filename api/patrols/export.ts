import { stringify } from 'csv-stringify/sync';
import { neutraliseCell } from '../../domain/export-cell.ts';
import type { PatrolPlan, PatrolPosition, PatrolResult } from '../contract-patrols.ts';

/** What every row and feature says of its plan, so that no copy of a part loses it. */
function aboutPlan(name: string, plan: PatrolPlan, { assumption, covered, proof }: PatrolResult) {
  const { reported, discovered, unknown } = plan.howKnown;
  const all = reported + discovered + unknown;
  return {
    plan: name,
    data: plan.synthetic === 0 ? 'real' : plan.synthetic === all ? 'SYNTHETIC' : 'PARTLY SYNTHETIC',
    asOf: plan.asOf,
    from: plan.period.from,
    to: plan.period.to,
    method: plan.method,
    proof: proof.status,
    assumption,
    coveredShare: covered.value,
    coveredShareLow: covered.low,
    coveredShareHigh: covered.high,
  };
}

function aboutPosition(position: PatrolPosition) {
  const { lines: _, towns, base, ranges, crimes, months, weekdays, ...rest } = position;
  return {
    ...rest,
    towns: towns.map((town) => `${town.name} (${town.distanceKm.toFixed(1)} km)`).join('; '),
    base: base.name,
    baseLon: base.lon,
    baseLat: base.lat,
    ranges: ranges
      .map(({ corridorId, fromKm, toKm }) => `${corridorId} km ${fromKm.toFixed(1)}-${toKm.toFixed(1)}`)
      .join('; '),
    crimes: crimes.map(({ crime, count }) => `${crime} ${count.toFixed(1)}`).join('; '),
    monthsJanuaryFirst: months.join(' '),
    weekdaysMondayFirst: weekdays.join(' '),
  };
}

/** A plan for spreadsheets: a row for each position of each result; UTF-8 with its mark, no cell runs as a formula. */
export function patrolPlanCsv(name: string, plan: PatrolPlan): string {
  const rows = plan.results.flatMap((result) =>
    result.positions.map((position) => ({
      ...aboutPlan(name, plan, result),
      ...aboutPosition(position),
    })),
  );
  const columns = Object.keys(rows[0] ?? {});
  const cells = rows.map((row) => Object.values(row).map((value) => neutraliseCell(String(value))));
  return stringify([columns, ...cells], { bom: true });
}

/** A plan as GeoJSON (RFC 7946): a point for each position, and the track within its reach. */
export function patrolPlanGeoJson(name: string, plan: PatrolPlan): string {
  const features = plan.results.flatMap((result) =>
    result.positions.flatMap((position) => {
      const properties = { ...aboutPlan(name, plan, result), ...aboutPosition(position) };
      const { lon, lat, lines } = position;
      return [
        feature({ type: 'Point', coordinates: [lon, lat] }, { kind: 'position', ...properties }),
        feature({ type: 'MultiLineString', coordinates: lines }, { kind: 'reach', ...properties }),
      ];
    }),
  );
  return JSON.stringify({ type: 'FeatureCollection', features });
}

const feature = (geometry: object, properties: object) => ({ type: 'Feature', geometry, properties });
