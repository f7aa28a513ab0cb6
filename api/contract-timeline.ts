import { z } from 'zod';
import { BINS } from '../domain/time-bins.ts';
import { cellsQuerySchema, isoDay } from './contract.ts';

/** The wire of the timeline: counts by time and hexagon, from which any window can be told without asking again. */

const count = z.int().min(0);

export const timelineQuerySchema = cellsQuerySchema
  .omit({ from: true, to: true })
  .extend({ bin: z.enum(BINS).default('month').describe('calendar months, or weeks from Monday') });

export const timelineSchema = z.object({
  asOf: isoDay,
  dataVersion: z.string(),
  bin: z.enum(BINS),
  resolution: z.int(),
  firstDay: isoDay.nullable().describe("first day of the earliest incident's bin"),
  cells: z.array(z.string()).describe('H3 indices'),
  cell: z.array(z.int().min(-1)).describe('columns of equal length: index in cells, -1: in none'),
  first: z.array(z.int()).describe('bin of the first possible day: see domain/time-bins.ts'),
  last: z.array(z.int()).describe('bin of the last possible day'),
  crimes: z.array(count),
  hazards: z.array(count),
});
export type Timeline = z.infer<typeof timelineSchema>;
