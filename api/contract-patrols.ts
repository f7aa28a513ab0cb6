import { z } from 'zod';
import { MODES } from '../domain/network/modes.ts';
import { ASSUMPTIONS, LIMIT_KINDS, PATROL_REFUSALS, TIMES_OF_DAY } from '../domain/patrols/request.ts';
import { CRIMES } from '../domain/taxonomy.ts';
import { isoDay } from './contract.ts';
import { referralSchema } from './contract-alerts.ts';
import { runningSchema } from './contract-jobs.ts';

/** The wire of patrol plans: where N units go, what that covers, and what it does not. */

const count = z.int().min(0);
const day = z.string().meta({ format: 'date' });
const share = z.number().min(0).max(1);
const estimate = z.object({ value: z.number(), low: z.number(), high: z.number() });
const lonLat = z.tuple([z.number(), z.number()]);
/** A line of text; half a surrogate pair and control characters are none, and no JSON of the database holds them. */
const name = z
  .string()
  .trim()
  .min(1)
  .max(120)
  .refine((text) => !/[\p{Cc}\p{Cs}]/u.test(text), 'expected one line of text');

/** What is asked; every default is what a planner who says nothing means. */
export const patrolRequestSchema = z
  .strictObject({
    units: z.int().min(1).max(100).describe('units, each at one position'),
    shiftHours: z.number().min(1).max(24).default(8).describe('the way out and back included'),
    speedKmh: z.number().min(5).max(120).default(40).describe('of travel along the track, and of the patrol'),
    reach: z
      .union([
        z.strictObject({ km: z.number().positive().max(200) }),
        z.strictObject({ minutes: z.number().positive().max(600) }),
      ])
      .default({ km: 20 })
      .describe('how far along the track a unit reaches from its position: km, or minutes at the speed'),
    leastHoursThere: z.number().min(0).max(24).default(2).describe('hours of the shift left at the position'),
    bases: z
      .union([
        z.literal('stations'),
        z
          .array(
            z.strictObject({ name, lon: z.number().min(-180).max(180), lat: z.number().min(-90).max(90) }),
          )
          .min(1)
          .max(50),
      ])
      .default('stations')
      .describe('where units start and end'),
    maxShare: share.default(1).describe('share of the units that any one corridor may have at most'),
    corridors: z
      .array(
        z
          .strictObject({
            corridorId: z.string().min(1).max(100),
            minShare: share.default(0),
            maxShare: share.default(1),
          })
          .refine(({ minShare, maxShare }) => minShare <= maxShare, 'minShare is above maxShare'),
      )
      .max(100)
      .default([])
      .refine(
        (limits) => new Set(limits.map(({ corridorId }) => corridorId)).size === limits.length,
        'a corridor is named twice',
      )
      .describe('limits of single corridors, as shares of the units'),
    timeOfDay: z
      .enum(TIMES_OF_DAY)
      .default('any')
      .describe('of incidents whose part of the day is known, where they are enough: the answer says so'),
    from: isoDay.nullable().default(null).describe('first day of the incidents counted; null: all there is'),
    to: isoDay.nullable().default(null),
    halfLifeDays: z
      .int()
      .min(1)
      .max(36_500)
      .nullable()
      .default(null)
      .describe('an incident this many days old counts half; null: all the same'),
    timeLimitS: z.int().min(1).max(120).default(20).describe('seconds for the exact plan'),
  })
  .refine(({ from, to }) => from === null || to === null || from <= to, {
    path: ['to'],
    message: 'to is before from',
  });
export type PatrolRequestWire = z.infer<typeof patrolRequestSchema>;

const limitSchema = z.object({
  kind: z.enum(LIMIT_KINDS),
  corridorId: z.string().nullable(),
  units: z.number().describe('whole units'),
});

export const patrolRefusalSchema = z.object({
  status: z.literal('refused'),
  reason: z.enum(PATROL_REFUSALS),
  details: z.record(z.string(), z.union([z.string(), z.number()])),
  conflict: z.array(limitSchema).describe('limits that together cannot be kept, none superfluous'),
  remedies: z
    .array(z.object({ limit: limitSchema, to: z.number() }))
    .describe('single changes, each of which would do: this limit at so many units'),
});

const stretchShape = {
  stretchId: z.string(),
  corridorId: z.string(),
  corridorName: z.string(),
  fromStation: z.string(),
  toStation: z.string(),
  fromKm: z.number(),
  toKm: z.number(),
};

const positionSchema = z.object({
  ...stretchShape,
  order: count.describe('1: adds most; each next one adds most to those before'),
  mode: z.enum(MODES),
  km: z.number().describe('km post of the corridor'),
  lon: z.number(),
  lat: z.number(),
  stateCode: z.string(),
  towns: z
    .array(z.object({ name: z.string(), distanceKm: z.number() }))
    .describe('nearest towns, the nearest first, as the crow flies'),
  base: z.object({ name: z.string(), lon: z.number(), lat: z.number() }),
  fromBase: z.int().min(1).describe('in the order in which units of one base are met on the way out'),
  travelKm: z.number().describe('from the base along the track, one way'),
  travelHours: z.number(),
  hoursThere: z.number().describe('what the shift leaves at the position'),
  reachKm: z.number().describe('the reach asked, or what can be gone out and back in the hours there'),
  perYear: z.number().describe('predatory crimes a year expected within reach'),
  addsPerYear: z.number().describe('of these, beyond what the positions before cover'),
  addsShare: share,
  lines: z.array(z.array(lonLat)).describe('the track within reach'),
  ranges: z
    .array(z.object({ corridorId: z.string(), fromKm: z.number(), toKm: z.number() }))
    .describe('the same as km posts'),
  crimes: z
    .array(z.object({ crime: z.enum(CRIMES), count: z.number() }))
    .describe('what was counted on the stretch, most first; not whole where vague places are spread'),
  months: z
    .array(count)
    .length(12)
    .describe('crimes pinned within reach, by month of the year, January first'),
  weekdays: z.array(count).length(7).describe('those known to the day, Monday first'),
  monthsUnknown: count,
});
export type PatrolPosition = z.infer<typeof positionSchema>;

const resultSchema = z.object({
  assumption: z
    .enum(ASSUMPTIONS)
    .describe(
      'known: all say how they are known; else how those that do not are taken. Discovered ones are always left out',
    ),
  incidents: count.describe('incidents that the estimate rests on'),
  perYear: estimate.describe('predatory crimes a year expected on all track with data'),
  coveredPerYear: estimate,
  covered: estimate.describe('share of what is expected, with its 95 % interval'),
  proof: z.object({
    status: z.enum(['optimal', 'time-limit', 'greedy']),
    gap: share.describe('no plan covers more than this share of the total above; 0 where optimal'),
    bound: share.describe('no plan covers more than this'),
    milliseconds: z.number(),
  }),
  positions: z.array(positionSchema),
  idleUnits: count.describe('units for which nothing is left to cover'),
  ways: z
    .array(
      z.object({
        way: z.enum(['plan', 'greedy', 'worst-stretches', 'last-year']),
        covered: estimate.describe('share of what is expected'),
        lastYear: share.nullable().describe("share of last year's counts; null where there are none"),
        difference: estimate
          .nullable()
          .describe('share of the plan less that of this way; null for the plan'),
      }),
    )
    .describe('the plan beside others with as many units, the same reach and the same limits of the shift'),
  uncovered: z.object({
    perYear: estimate,
    stretches: z
      .array(
        z.object({
          ...stretchShape,
          perYear: z.number(),
          uncoveredPerYear: z.number(),
          covered: share,
        }),
      )
      .describe('where most stays uncovered, most first'),
    noDataKm: z.number(),
    noData: z
      .array(z.object({ ...stretchShape, lengthKm: z.number() }))
      .describe('stretches without data: not safe, not known'),
  }),
});
export type PatrolResult = z.infer<typeof resultSchema>;

const planSchema = z.object({
  status: z.literal('answered'),
  request: patrolRequestSchema,
  method: z.enum(['greedy', 'exact']),
  asOf: day,
  dataVersion: z.string(),
  period: z.object({ from: day, to: day }),
  synthetic: count.describe('incidents of the period that are invented'),
  howKnown: z
    .object({ reported: count, discovered: count, unknown: count })
    .describe('predatory crimes of the period; discovered ones are kept out of the estimate'),
  times: z.object({
    asked: z.enum(TIMES_OF_DAY),
    known: count.describe('incidents whose part of the day a report says'),
    unknown: count,
    inAsked: count.describe('of the time asked for; 0 where any time is'),
    fewest: count.describe('with fewer the plan is for all hours'),
    isUsed: z.boolean().describe('the estimate counts those of the time asked for only'),
  }),
  shelterDistanceKm: z.number().describe('no position is nearer to a shelter'),
  results: z.array(resultSchema).min(1).max(2).describe('two where it is unknown how some are known'),
  agreement: z
    .object({
      samePositions: count.describe('positions of the first result that the second has too'),
      firstUnderSecond: share.describe('what the first plan covers of what the second assumption expects'),
      secondUnderFirst: share,
    })
    .nullable()
    .describe('how much the two results differ; null where there is one'),
});
export type PatrolPlan = z.infer<typeof planSchema>;

export const patrolPlanBodySchema = z.strictObject({
  request: patrolRequestSchema,
  method: z.enum(['greedy', 'exact']).default('exact').describe('greedy: a preview at once'),
  name: name.optional().describe('saves the plan by this name'),
});

const savedShape = {
  planId: z.uuid(),
  name,
  madeAt: z.string(),
  madeBy: z.string().describe('name of the planner'),
};

export const patrolPlanAnswerSchema = z.union([
  z.object({ status: z.literal('answered'), plan: planSchema, saved: z.object(savedShape).nullable() }),
  patrolRefusalSchema,
  runningSchema,
]);
export type PatrolPlanAnswer = z.infer<typeof patrolPlanAnswerSchema>;

const planRowSchema = z.object({
  ...savedShape,
  units: count,
  reachKm: z.number(),
  method: z.enum(['greedy', 'exact']),
  asOf: day,
  dataVersion: z.string(),
  isStale: z.boolean().describe('the data have changed since'),
  synthetic: count,
  covered: estimate,
  corridors: z.array(z.object({ corridorName: z.string(), positions: count })),
});
export const patrolPlansSchema = z.object({ plans: z.array(planRowSchema).describe('the newest first') });
export type PatrolPlanRow = z.infer<typeof planRowSchema>;

export const patrolPlanPathSchema = z.strictObject({ id: z.uuid() });
export const patrolPlanQuerySchema = z.strictObject({
  language: z.enum(['es', 'en']).default('es').describe('of the referral cards'),
});

export const savedPatrolPlanSchema = z.object({
  saved: z.object(savedShape),
  isStale: z.boolean(),
  plan: planSchema,
  referrals: z.array(referralSchema).describe('whom to call for victims, in the states of the positions'),
});
export type SavedPatrolPlan = z.infer<typeof savedPatrolPlanSchema>;

export const patrolCompareQuerySchema = z.strictObject({
  ids: z
    .string()
    .transform((text) => text.split(',').filter((id) => id !== ''))
    .pipe(z.array(z.uuid()).min(2).max(4)),
});
export const patrolComparisonSchema = z.object({
  plans: z.array(z.object({ row: planRowSchema, plan: planSchema })).describe('in the order asked'),
  pairs: z.array(
    z.object({
      first: z.uuid(),
      second: z.uuid(),
      samePositions: count,
      sharedKm: z.number().describe('km of track that both cover'),
      onlyFirstKm: z.number(),
      onlySecondKm: z.number(),
      sameData: z.boolean().describe('both rest on the same data: their shares may be compared'),
    }),
  ),
});
export type PatrolComparison = z.infer<typeof patrolComparisonSchema>;

export const patrolExportQuerySchema = z.strictObject({ format: z.enum(['geojson', 'csv']) });
