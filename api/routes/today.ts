import { readLooks, writeLooks } from '../../data/today/looks.ts';
import { may } from '../../domain/access/reader.ts';
import { afterLook, newsSince } from '../../domain/today/sitting.ts';
import { noQuerySchema } from '../contract.ts';
import { DONE, doneSchema } from '../contract-session.ts';
import { type TodayHotspots, todayHotspotsSchema, todaySchema } from '../contract-today.ts';
import { answerByJob } from '../jobs/answer.ts';
import { periodOf } from '../period.ts';
import { defineRoute } from '../route.ts';
import { dataVersionFor } from '../summary.ts';
import { firingNow, newestPlan, newsOf, recentMoves, silentStates } from '../today.ts';
import { hotspotsSince } from '../today-hotspots.ts';

export const today = defineRoute({
  method: 'get',
  path: '/api/today',
  summary: 'The day in one look, as far as the reader may know: news, alerts, missing data, the plan',
  required: 'session',
  inPerson: true,
  query: noQuerySchema,
  pathParameters: noQuerySchema,
  answer: todaySchema,
  cacheable: false,
  handle: async (context, { reader, status }) => {
    const { database, now } = context;
    const since = newsSince(await readLooks(database.pool, reader.userId), now());
    return {
      json: {
        asOf: status.asOf,
        dataVersion: dataVersionFor(reader, status),
        since: since?.toISOString() ?? null,
        news: since && may(reader, 'map.read') ? await newsOf(context, reader, status, since) : null,
        ...(await recentMoves(context, reader, status)),
        alerts: may(reader, 'alerts.read') ? await firingNow(context, reader) : null,
        ...(await silentStates(context, reader, status)),
        plan: may(reader, 'patrols.read') ? await newestPlan(context, status) : null,
        quarantined: may(reader, 'review.decide') ? status.quarantined : null,
      },
    };
  },
});

export const todayHotspots = defineRoute({
  method: 'get',
  path: '/api/today/hotspots',
  summary: 'Which hotspots appeared and which went since you last looked, by what became known',
  required: 'map.read',
  inPerson: true,
  query: noQuerySchema,
  pathParameters: noQuerySchema,
  answer: todayHotspotsSchema,
  cacheable: false,
  handle: async (context, { reader, status }) => {
    const since = newsSince(await readLooks(context.database.pool, reader.userId), context.now());
    if (since === null) return { json: { status: 'first-look' } };
    // Without words of crimes: all predatory ones, as on the page of hotspots.
    const { asOf, from, to, disclosure } = periodOf({}, status, reader);
    const filter = { asOf, from, to, disclosure };
    return answerByJob<TodayHotspots>(context.jobs, reader, {
      kind: 'todayHotspots',
      key: JSON.stringify(['todayHotspots', status.dataVersion, filter, since]),
      work: (control) => hotspotsSince(context, status, filter, since, control),
    });
  },
});

export const todayLook = defineRoute({
  method: 'post',
  path: '/api/today/look',
  summary: 'Says that you looked: news are told against the look before this sitting',
  required: 'session',
  inPerson: true,
  query: noQuerySchema,
  pathParameters: noQuerySchema,
  answer: doneSchema,
  cacheable: false,
  handle: async ({ database, now }, { reader }) => {
    await database.transaction(async (db) => {
      const looks = await readLooks(db, reader.userId);
      await writeLooks(db, reader.userId, afterLook(looks, now()));
    });
    return { json: DONE };
  },
});
