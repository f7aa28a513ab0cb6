import { z } from 'zod';
import { DAY_PARTS, LEAVING_REASONS, VULNERABILITIES } from '../domain/circumstances.ts';
import { STEPS } from '../domain/interview/check.ts';
import {
  COUNTRIES_OF_ORIGIN,
  type Interview,
  VICTIM_COUNTS,
  type VictimCount,
} from '../domain/interview/interview.ts';
import { PERSONAL_DATA_KINDS } from '../domain/personal-data/found.ts';
import { RESPONSES, WITHHELD } from '../domain/sharing.ts';
import {
  CRIMES,
  DATE_PRECISIONS,
  HOW_KNOWN,
  PERPETRATORS,
  PLACE_TYPES,
  PRECISIONS,
} from '../domain/taxonomy.ts';

const count = z.number().nullable().default(null);

/** What is wrong with the answers themselves is told field by field (`problems`), not as a malformed request. */
export const interviewSchema = z.strictObject({
  reportId: z.uuid().describe('made by the client: sent twice, it is one report'),
  crimes: z.array(z.enum(CRIMES)).max(CRIMES.length).describe('principal first'),
  perpetrators: z.array(z.enum(PERPETRATORS)).max(PERPETRATORS.length).default([]),
  organisation: z.string().max(1000).default(''),
  date: z.string().max(10).describe('2018, 2018-03 or 2018-03-12: as much as is known'),
  placeText: z.string().max(2000),
  stateCode: z
    .string()
    .regex(/^(\d\d)?$/)
    .default(''),
  point: z.object({ lon: z.number(), lat: z.number() }).nullable().default(null),
  placeType: z.enum(PLACE_TYPES).default('unknown'),
  counts: z
    .strictObject(
      Object.fromEntries(VICTIM_COUNTS.map((name) => [name, count])) as Record<VictimCount, typeof count>,
    )
    .default({ women: null, men: null, girls: null, boys: null, unaccompaniedMinors: null, victims: null }),
  countries: z.array(z.enum(COUNTRIES_OF_ORIGIN)).max(COUNTRIES_OF_ORIGIN.length).default([]),
  otherCountries: z.string().max(1000).default(''),
  howKnown: z.enum(HOW_KNOWN).default('unknown'),
  summary: z.string().max(20_000).default(''),
  dayPart: z
    .enum(['', ...DAY_PARTS])
    .default('')
    .describe('local time'),
  leavingReasons: z.array(z.enum(LEAVING_REASONS)).max(LEAVING_REASONS.length).default([]),
  vulnerabilities: z.array(z.enum(VULNERABILITIES)).max(VULNERABILITIES.length).default([]),
  responses: z.array(z.enum(RESPONSES)).max(RESPONSES.length).default([]),
  withheld: z.array(z.enum(WITHHELD)).max(WITHHELD.length).default([]),
  consent: z.boolean().describe('the person asked agreed; without it nothing is taken'),
}) satisfies z.ZodType<Interview>;

const problem = z.object({ step: z.enum(STEPS), field: z.string(), reason: z.string() });

const redacted = z.object({
  field: z.enum(['placeText', 'organisation', 'otherCountries', 'summary']),
  text: z.string().describe('as it would be kept'),
  found: z.array(z.enum(PERSONAL_DATA_KINDS)),
});

export const reportCheckSchema = z.object({
  problems: z.array(problem),
  redacted: z.array(redacted).describe('fields that hold personal data'),
});
export type ReportCheck = z.infer<typeof reportCheckSchema>;

const sentReport = z.object({
  reportId: z.string(),
  version: z.int(),
  sentAt: z.iso.datetime(),
  crimes: z.array(z.enum(CRIMES)),
  firstDay: z.string(),
  datePrecision: z.enum(DATE_PRECISIONS),
  placeStatus: z.enum(['placed', 'ambiguous', 'unmatched', 'conflict']),
  precision: z.enum(PRECISIONS).nullable(),
  radiusM: z.number().nullable(),
  stateCode: z.string(),
  joined: z.boolean().describe('other reports tell of the same incident'),
  doubtful: z.boolean().describe('a person is asked whether another report tells of the same incident'),
  withheld: z.array(z.enum(WITHHELD)),
});
export type SentReport = z.infer<typeof sentReport>;

export const reportSentSchema = z.object({
  outcome: z.enum(['loaded', 'corrected', 'known']),
  redacted: z.array(z.enum(PERSONAL_DATA_KINDS)).describe('what was still taken out'),
  report: sentReport,
});
export type ReportSent = z.infer<typeof reportSentSchema>;

export const sentReportsSchema = z.object({ reports: z.array(sentReport) });
export type SentReports = z.infer<typeof sentReportsSchema>;
