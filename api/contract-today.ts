import { z } from 'zod';
import { PAGES } from '../domain/pages.ts';
import { HOTSPOT_CLASSES } from '../domain/statistics/hotspot-classes.ts';
import { alertsSchema } from './contract-alerts.ts';
import { hotspotsSchema } from './contract-hotspots.ts';
import { runningSchema } from './contract-jobs.ts';
import { patrolPlansSchema } from './contract-patrols.ts';

/** The wire of the page of the day and of saved views. */

const count = z.int().min(0);
const day = z.string().meta({ format: 'date' });
const moment = z.iso.datetime();

const movedShape = { crimes: count, before: count };
const stretchShape = {
  id: z.string(),
  corridorName: z.string(),
  fromStation: z.string(),
  toStation: z.string(),
};

export const todaySchema = z.object({
  asOf: day,
  dataVersion: z.string(),
  since: moment.nullable().describe('the look against which news are told; null: the first'),
  news: z
    .object({
      crimes: count.describe('predatory crimes that became known since, as far as shown to the reader'),
      hazards: count,
      synthetic: count,
      states: z
        .array(z.object({ code: z.string(), name: z.string(), crimes: count, hazards: count }))
        .describe('most first; where the state is not known, code and name are empty'),
      stretches: z.array(z.object({ ...stretchShape, crimes: count })).describe('most first, at most five'),
    })
    .nullable()
    .describe('null on the first look, and for readers of the release only'),
  recent: z
    .object({
      days: count,
      from: day,
      to: day,
      beforeFrom: day,
      beforeTo: day,
      ...movedShape,
      synthetic: count,
      states: z
        .array(z.object({ code: z.string(), name: z.string(), ...movedShape }))
        .describe('whose count of predatory crimes moved most, at most five'),
      stretches: z.array(z.object({ ...stretchShape, ...movedShape })),
    })
    .nullable()
    .describe('the last days of the data against as many before'),
  night: z
    .object({ asOf: day, signals: count })
    .nullable()
    .describe('the last nightly scan: clusters that may be starting'),
  alerts: z
    .object({
      firing: count,
      unacknowledged: count,
      alerts: alertsSchema.shape.alerts.describe('those that fire, unacknowledged ones first, at most five'),
    })
    .nullable(),
  silent: z
    .array(z.object({ code: z.string(), name: z.string(), from: day }))
    .nullable()
    .describe('states that stopped reporting, and since when'),
  never: count.nullable().describe('states that no source ever reported from'),
  plan: patrolPlansSchema.shape.plans.element.nullable().describe('the newest saved patrol plan'),
  quarantined: count.nullable().describe('rows that wait for a steward'),
});
export type Today = z.infer<typeof todaySchema>;

const placeShape = { cell: z.string().describe('H3 index'), near: z.string().describe('nearest station') };
const refusedSchema = hotspotsSchema.options.find(
  (one) => one.shape.status.value === 'refused',
) as (typeof hotspotsSchema.options)[1];

export const todayHotspotsSchema = z.discriminatedUnion('status', [
  z.object({ status: z.literal('first-look') }).describe('nothing to hold them against yet'),
  z.object({
    status: z.literal('answered'),
    since: moment.describe('the look against which they are told'),
    asOf: day,
    from: day,
    to: day,
    synthetic: count,
    n: count.describe('incidents in the study area, of all days'),
    stayed: count.describe('hotspots then and now'),
    appeared: count,
    gone: count,
    listed: z
      .array(
        z.object({
          ...placeShape,
          class: z.enum(HOTSPOT_CLASSES),
          around: count.describe('incidents in and around the cell'),
          expected: z.number(),
          stability: z.number(),
        }),
      )
      .describe('of those that appeared the surest, at most five'),
    listedGone: z.array(z.object(placeShape)),
  }),
  refusedSchema,
  runningSchema,
]);
export type TodayHotspots = z.infer<typeof todayHotspotsSchema>;
export type TodayHotspotsAnswer = Exclude<TodayHotspots, { status: 'running' }>;

const paths = PAGES.map(({ path }) => path) as [string, ...string[]];
const nameShape = {
  name: z
    .string()
    .trim()
    .min(1)
    .max(80)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused.
    .refine((text) => !/[\u0000-\u001f\u007f]/.test(text), 'no line breaks or control characters'),
};

export const savedViewBodySchema = z.strictObject({
  ...nameShape,
  path: z.enum(paths),
  search: z
    .string()
    .max(3000)
    .regex(/^(\?[\x21-\x7e]*)?$/)
    .describe('of the address, with its ?; empty: none'),
  hash: z
    .string()
    .max(3000)
    .regex(/^(#[\x21-\x7e]*)?$/)
    .default('')
    .describe('of the address, with its #, after which some pages keep their view; empty: none'),
});
export const savedViewNameSchema = z.strictObject(nameShape);
export const savedViewPathSchema = z.strictObject({ id: z.uuid() });

const savedViewSchema = z.object({
  viewId: z.uuid(),
  name: z.string(),
  path: z.string(),
  search: z.string(),
  hash: z.string(),
  savedAt: moment,
});
export type SavedView = z.infer<typeof savedViewSchema>;
export const savedViewMadeSchema = z.object({ view: savedViewSchema });
export const savedViewsSchema = z.object({ views: z.array(savedViewSchema).describe('the newest first') });
export type SavedViews = z.infer<typeof savedViewsSchema>;
