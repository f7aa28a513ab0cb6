import { cellToLatLng } from 'h3-js';
import type { PredatoryFilter } from '../data/predatory-incidents.ts';
import { distanceM } from '../domain/geocoding/sphere.ts';
import { hotspotChange } from '../domain/today/new-hotspots.ts';
import type { ApiContext, CurrentStatus } from './context.ts';
import type { HotspotsAnswer, HotspotsFound } from './contract-hotspots.ts';
import type { TodayHotspotsAnswer } from './contract-today.ts';
import type { JobControl } from './jobs/jobs.ts';
import { computeHotspots } from './routes/hotspots.ts';

const LISTED = 5;

/** Hotspots of all days as they are, against what the same question answered at a look. */
export async function hotspotsSince(
  context: ApiContext,
  status: CurrentStatus,
  filter: PredatoryFilter & { from: string; to: string },
  since: Date,
  control: JobControl,
): Promise<TodayHotspotsAnswer> {
  const delayHours = filter.disclosure.until === null ? 0 : context.delayHours;
  const ask = { resolution: 4, seed: 1 } as const;
  const before = await computeHotspots(
    context,
    status,
    { ...filter, shownAt: { look: since, delayHours } },
    ask,
    control,
  );
  const now = await computeHotspots(context, status, filter, ask, control);
  if (now.status === 'refused') return now;
  const { appeared, gone, stayed } = hotspotChange(judged(before), judged(now));
  const place = (cell: string) => ({ cell, near: nearestStation(context, cell) });
  const { asOf, from, to, synthetic, n } = now;
  return {
    status: 'answered',
    since: since.toISOString(),
    asOf,
    from,
    to,
    synthetic,
    n,
    stayed,
    appeared: appeared.length,
    gone: gone.length,
    listed: appeared.slice(0, LISTED).map(({ cell, at }) => ({
      ...place(cell),
      class: now.class[at] as HotspotsFound['class'][number],
      around: now.around[at] as number,
      expected: now.expected[at] as number,
      stability: now.stability[at] as number,
    })),
    listedGone: gone.slice(0, LISTED).map(place),
  };
}

/** Too little to say anything is no hotspot. */
function judged(answer: HotspotsAnswer) {
  if (answer.status !== 'answered') return [];
  return answer.cells.map((cell, at) => ({
    cell,
    at,
    isHot: answer.class[at] !== 'none',
    q: answer.q[at] as number,
  }));
}

/** The name of the station nearest to a cell; empty without a network. */
function nearestStation({ network }: ApiContext, cell: string): string {
  const [lat, lon] = cellToLatLng(cell);
  let nearest = { name: '', away: Number.POSITIVE_INFINITY };
  for (const id of network.corridorIds) {
    for (const station of network.stations(id)) {
      const away = distanceM({ lat, lon }, station);
      if (away < nearest.away) nearest = { name: station.name, away };
    }
  }
  return nearest.name;
}
