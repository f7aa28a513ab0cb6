import { readPredatoryIncidents } from '../../data/predatory-incidents.ts';
import { noQuerySchema } from '../contract.ts';
import { type NearRepeatAnswer, nearRepeatQuerySchema, nearRepeatSchema } from '../contract-hotspots.ts';
import { answerByJob } from '../jobs/answer.ts';
import { periodOf } from '../period.ts';
import { defineRoute } from '../route.ts';
import { summaryOf } from './hotspots.ts';

/** A place known less well than this would fake repeats: two incidents of one town are put on one point. */
const LEAST_RADIUS_LIMIT_M = 1000;

export const nearRepeat = defineRoute({
  method: 'get',
  path: '/api/near-repeat',
  summary: 'Are predatory crimes followed by others near by? Knox and the near-repeat table',
  required: 'map.read',
  query: nearRepeatQuerySchema,
  pathParameters: noQuerySchema,
  answer: nearRepeatSchema,
  cacheable: true,
  handle: (context, { query, status, reader }) => {
    const { spaceKm, timeDays, permutations, seed, ...rest } = query;
    const filter = periodOf(rest, status, reader);
    return answerByJob<NearRepeatAnswer>(context.jobs, reader, {
      kind: 'near-repeat',
      key: JSON.stringify(['near-repeat', status.dataVersion, spaceKm, timeDays, permutations, seed, filter]),
      work: async (control) => {
        // As well known as the first band is wide, or pairs would fall into bands at random.
        const radiusLimitM = Math.max(LEAST_RADIUS_LIMIT_M, 1000 * (spaceKm[1] ?? 0));
        const incidents = await readPredatoryIncidents(context.database.pool, filter, radiusLimitM);
        const { firstDay, lastDay } = incidents;
        const isDated = (_: number, i: number) => firstDay[i] === lastDay[i];
        const dated = firstDay.filter(isDated);
        const found = await control.run('nearRepeat', {
          lon: incidents.lon.filter(isDated),
          lat: incidents.lat.filter(isDated),
          day: Float64Array.from(dated),
          spaceEdgesKm: spaceKm,
          timeEdgesDays: timeDays,
          permutations,
          seed,
        });
        const head = {
          ...summaryOf(filter, status, incidents),
          undated: firstDay.length - dated.length,
        };
        if (found.status === 'refused') return { ...found, ...head };
        const { knox, bands, n } = found.value;
        return {
          status: 'answered',
          ...head,
          radiusLimitKm: radiusLimitM / 1000,
          seed,
          n,
          permutations,
          knox: {
            spaceKm: spaceKm[1] ?? 0,
            timeDays: timeDays[1] ?? 0,
            observed: knox.observed,
            expected: knox.expected,
            p: knox.pPermutation,
          },
          bands: bands.map((band) => ({
            spaceFromKm: band.spaceFromKm,
            spaceToKm: band.spaceToKm,
            timeFromDays: band.timeFromDays,
            timeToDays: band.timeToDays,
            observed: band.observed,
            expected: band.expected,
            ratio: band.ratio,
            p: band.p,
          })),
        };
      },
    });
  },
});
