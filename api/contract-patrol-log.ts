import { z } from 'zod';
import { PATROL_FINDS, PATROL_KINDS } from '../domain/patrols/log-entry.ts';
import { isoDay } from './contract.ts';

/** The wire of the patrol log, and of the counts of shelter points: of these nothing else is ever answered. */

const count = z.int().min(0);
const fileName = z
  .string()
  .trim()
  .min(1)
  .max(120)
  .describe('as the sender calls it: names the rows held back');

const shelterCounts = {
  points: count.describe('shelters known'),
  held: count.describe('rows held back: shelters whose surroundings are not kept free yet'),
};
export const shelterCountsSchema = z.object(shelterCounts);
export type ShelterCountsWire = z.infer<typeof shelterCountsSchema>;

export const shelterFileQuerySchema = z.strictObject({
  name: fileName,
  replace: z.enum(['yes', 'no']).default('no').describe('yes: instead of all shelters known'),
});
export const shelterFileSchema = z.object({
  ...shelterCounts,
  added: count,
  known: count.describe('points of the file that were known'),
  problems: z
    .array(
      z.object({
        row: count.describe('1 is the first below the header'),
        column: z.string(),
        value: z.string().describe('how it is written: digits as 0, letters as x'),
        reason: z.string(),
      }),
    )
    .describe('of the rows held back, at most 200'),
});
export type ShelterFileAnswer = z.infer<typeof shelterFileSchema>;

const planId = z.uuid().nullable();

/** As it is typed; what is wrong is answered field by field. */
export const patrolEntryBodySchema = z.strictObject({
  planId: planId.default(null).describe('the plan that it carries out'),
  kind: z.enum(PATROL_KINDS),
  unit: z.string().max(200).describe('a designation, never a name'),
  corridor: z.string().max(200).describe('id or name'),
  fromKm: z.string().max(20),
  toKm: z.string().max(20),
  from: z.string().max(30).describe('2026-11-20T22:00, by the clock of the place'),
  to: z.string().max(30),
  finds: z.array(z.enum(PATROL_FINDS)).max(PATROL_FINDS.length).default([]),
});

export const patrolEntrySchema = z.object({
  entryId: z.int(),
  planId,
  kind: z.enum(PATROL_KINDS),
  unit: z.string(),
  corridorId: z.string(),
  corridorName: z.string(),
  fromKm: z.number(),
  toKm: z.number(),
  startsAt: z.string().describe('by the clock of the place'),
  endsAt: z.string(),
  finds: z.array(z.enum(PATROL_FINDS)),
});
export type PatrolEntryWire = z.infer<typeof patrolEntrySchema>;

export const patrolLogQuerySchema = z.strictObject({
  planId: z.uuid().optional().describe('entries of this plan, and those that name none'),
  from: isoDay.optional().describe('first day on which patrols began'),
  to: isoDay.optional(),
});

const problemSchema = z.object({
  column: z.string(),
  value: z.string(),
  reason: z.string(),
  allowed: z.array(z.string()).optional(),
});
const heldRowSchema = z.object({
  fileName: z.string(),
  row: count,
  values: z.record(z.string(), z.string()),
  problems: z.array(problemSchema),
});

export const patrolLogSchema = z.object({
  total: count,
  entries: z.array(patrolEntrySchema).describe('the newest 500'),
  held: z
    .object({ total: count, rows: z.array(heldRowSchema) })
    .describe('rows of files that wait for a better one'),
});
export type PatrolLog = z.infer<typeof patrolLogSchema>;
export type HeldPatrolRowWire = z.infer<typeof heldRowSchema>;

export const patrolLoggedSchema = z.object({
  added: count,
  known: count.describe('were there: nothing is doubled'),
  corrected: count.describe('were there, and say now what was found'),
});
export type PatrolLogged = z.infer<typeof patrolLoggedSchema>;

export const patrolFileQuerySchema = z.strictObject({ name: fileName, planId: z.uuid().optional() });
export const patrolFileSchema = patrolLoggedSchema.extend({ held: z.array(heldRowSchema) });
export type PatrolFileAnswer = z.infer<typeof patrolFileSchema>;

export const patrolEntryPathSchema = z.strictObject({ id: z.coerce.number().int().min(1) });

const kmHours = z.number().min(0).describe('km of track x hours');
export const patrolsDoneQuerySchema = patrolLogQuerySchema.omit({ planId: true });
export const patrolsDoneSchema = z.object({
  positions: z
    .array(
      z.object({
        order: count,
        planned: kmHours,
        executed: kmHours,
        isPlannedLogged: z
          .boolean()
          .describe('the log says what was planned; else it is one shift over the whole reach'),
        patrols: count.describe('executed ones that touched the reach'),
        foundNothing: count,
        foundSomething: count,
      }),
    )
    .describe("in the plan's order"),
  elsewhere: kmHours.describe('executed outside of every reach'),
  discovered: count.describe(
    'crimes that patrols say they found: discovered, so in no estimate; fewer of them or fewer reports prove nothing',
  ),
});
export type PatrolsDone = z.infer<typeof patrolsDoneSchema>;
