import {
  type PredatoryFilter,
  type PredatoryIncidents,
  readPredatoryIncidents,
} from '../../data/predatory-incidents.ts';
import type { StudyArea } from '../../data/study-area.ts';
import { dayNumber, isoDayOf } from '../../domain/days.ts';
import { cellRadiusLimitM, type Resolution } from '../../domain/hexagons.ts';
import { HOTSPOT_CLASSES } from '../../domain/statistics/hotspot-classes.ts';
import type { Hotspots } from '../../domain/statistics/hotspots.ts';
import { slicesOf, type TimeSlices } from '../../domain/statistics/time-slices.ts';
import type { ApiContext, CurrentStatus } from '../context.ts';
import { noQuerySchema } from '../contract.ts';
import { type HotspotsAnswer, hotspotsQuerySchema, hotspotsSchema } from '../contract-hotspots.ts';
import { answerByJob } from '../jobs/answer.ts';
import type { JobControl } from '../jobs/jobs.ts';
import { periodOf } from '../period.ts';
import { defineRoute } from '../route.ts';
import { currentStudyArea } from '../study-area.ts';

export const hotspots = defineRoute({
  method: 'get',
  path: '/api/hotspots',
  summary:
    'Where predatory crimes are unusually dense: Gi* by hexagon, with q, stability and class over time',
  required: 'map.read',
  query: hotspotsQuerySchema,
  pathParameters: noQuerySchema,
  answer: hotspotsSchema,
  cacheable: true,
  handle: (context, { query: { resolution: asked, seed, ...rest }, status, reader }) => {
    const resolution = asked as Resolution;
    const filter = periodOf(rest, status, reader);
    return answerByJob<HotspotsAnswer>(context.jobs, reader, {
      kind: 'hotspots',
      key: JSON.stringify(['hotspots', status.dataVersion, resolution, seed, filter]),
      work: (control) => computeHotspots(context, status, filter, { resolution, seed }, control),
    });
  },
});

type DatedFilter = PredatoryFilter & { from: string; to: string };

/** Reads the incidents of a filter and judges the cells of the study area by them. */
export async function computeHotspots(
  context: ApiContext,
  status: CurrentStatus,
  filter: DatedFilter,
  { resolution, seed }: { resolution: Resolution; seed: number },
  control: JobControl,
): Promise<Exclude<HotspotsAnswer, { status: 'running' }>> {
  const area = await currentStudyArea(context, resolution, filter.disclosure.until, control);
  const incidents = await readPredatoryIncidents(context.database.pool, filter, cellRadiusLimitM(resolution));
  const { firstDay, lastDay, lon, lat, radiusM } = incidents;
  const slices = slicesOf({ from: dayNumber(filter.from), to: dayNumber(filter.to) });
  const found = await control.run('hotspots', {
    cells: area.cells,
    incidents: { lon, lat, radiusM },
    firstDay,
    lastDay,
    slices,
    seed,
  });
  const head = { ...summaryOf(filter, status, incidents), studyArea: wireArea(area, resolution) };
  if (found.status === 'refused') return { ...found, ...head };
  return { status: 'answered', ...head, seed, ...columns(found.value, area.cells, slices) };
}

/** What heads an answer about predatory incidents. */
export function summaryOf(
  filter: Pick<DatedFilter, 'asOf' | 'from' | 'to'>,
  status: CurrentStatus,
  { synthetic, unplaced, tooVague }: Pick<PredatoryIncidents, 'synthetic' | 'unplaced' | 'tooVague'>,
) {
  const { asOf, from, to } = filter;
  return { asOf, dataVersion: String(status.dataVersion), from, to, synthetic, unplaced, tooVague };
}

function wireArea({ release, cells, bufferM }: StudyArea, resolution: Resolution) {
  return { resolution, release, cells: cells.length, bufferKm: bufferM / 1000 };
}

function columns(found: Hotspots, cells: string[], slices: TimeSlices) {
  const { emerging, cells: _, ...rest } = found;
  return {
    ...rest,
    cells,
    count: [...found.count],
    around: [...found.around],
    expected: rounded(found.expected),
    z: rounded(found.z),
    p: rounded(found.p),
    pPermutation: found.pPermutation && rounded(found.pPermutation),
    q: rounded(found.q),
    class: Array.from(found.class, (index) => HOTSPOT_CLASSES[index] ?? 'none'),
    stability: rounded(found.stability),
    emerging:
      emerging.status === 'refused'
        ? emerging
        : {
            ...emerging,
            sliceDays: slices.daysEach,
            slices: slices.count,
            firstDay: isoDayOf(slices.firstDay),
          },
  };
}

/** Six digits: twenty thousand cells of seventeen would be half a megabyte of noise. */
function rounded(values: Float64Array): number[] {
  return Array.from(values, (value) => Number(value.toPrecision(6)));
}
