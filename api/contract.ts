import { z } from 'zod';
import { WITHHELD } from '../domain/sharing.ts';
import {
  CRIMES,
  DATE_PRECISIONS,
  HAZARDS,
  HOW_KNOWN,
  INCIDENT_KINDS,
  PERPETRATORS,
  PLACE_TYPES,
  PRECISIONS,
} from '../domain/taxonomy.ts';

/**
 * The wire. Every request and answer of the API is described here once; the routes validate with it, the
 * OpenAPI document is made from it, and the web imports its types.
 */

export const isoDay = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'expected a date as YYYY-MM-DD')
  .refine((text) => {
    const date = new Date(`${text}T00:00:00Z`);
    // There is no year 0 in the calendar of people, nor in PostgreSQL.
    return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text) && !text.startsWith('0000');
  }, 'no such day in the calendar')
  .meta({ format: 'date' });

/** Comma-separated words of one vocabulary, as in `crime=robbery,kidnapping`. */
export function wordList<const T extends readonly [string, ...string[]]>(words: T) {
  return z
    .string()
    .meta({ examples: [words[0], words.join(',')] })
    .transform((text) => text.split(',').filter((word) => word !== ''))
    .pipe(z.array(z.enum(words)).max(words.length));
}

/** The filters mean the same on every route that takes them. Absent means: all. */
export const incidentFilterSchema = z.strictObject({
  kind: z.enum(INCIDENT_KINDS).optional().describe('crime or hazard; both when absent'),
  crime: wordList(CRIMES).optional().describe('any of these crimes, principal or not'),
  perpetrator: wordList(PERPETRATORS).optional().describe('any of these alleged perpetrators'),
  from: isoDay.optional().describe('first day, included'),
  to: isoDay.optional().describe('last day, included'),
  asOf: isoDay.optional().describe('nothing after this day; default the product date'),
});
export type IncidentFilter = z.infer<typeof incidentFilterSchema>;

/** What is shown one by one or merely counted can be narrowed further than what is computed from all of it. */
export const shownFilterSchema = incidentFilterSchema.extend({
  known: z.iso
    .datetime()
    .optional()
    .describe('only what became known to you after this instant, as the page of the day tells it'),
  counting: z
    .literal('principal')
    .optional()
    .describe('crime and perpetrator match principals alone, as the figures of patterns count; default: any'),
});
export type ShownFilter = z.infer<typeof shownFilterSchema>;

const count = z.int().min(0);
const lonLat = z.tuple([z.number(), z.number()]);

/** What anybody may know: that the product is there. */
export const livenessSchema = z.object({
  status: z.literal('ok'),
  signInAt: z.string().nullable().describe('name of the OpenID provider, where one is configured'),
});
export type Liveness = z.infer<typeof livenessSchema>;

export const healthSchema = z.object({
  database: z.object({ engine: z.enum(['embedded', 'server']), postgis: z.string() }),
  incidents: count.nullable().describe('all incidents, placed or not; null for whoever sees no counts'),
  synthetic: count.nullable().describe('how many of them are synthetic'),
  hasSynthetic: z.boolean().describe('whether any of what is shown is invented'),
  quarantined: count.nullable(),
  asOf: isoDay,
  firstDay: isoDay.nullable().describe('day of the earliest incident, for whoever sees counts'),
  dataVersion: z.string().describe('changes whenever the data change'),
  fewestDisclosed: count.describe('k: smaller counts are kept by no browser, released to nobody'),
});
export type Health = z.infer<typeof healthSchema>;

const box = z
  .string()
  .regex(/^-?\d+(\.\d+)?(,-?\d+(\.\d+)?){3}$/, 'expected west,south,east,north in degrees')
  .transform((text) => text.split(',').map(Number))
  .pipe(z.tuple([longitude(), latitude(), longitude(), latitude()]));

function longitude() {
  return z.number().min(-180).max(180);
}
function latitude() {
  return z.number().min(-90).max(90);
}

export const incidentListQuerySchema = shownFilterSchema.extend({
  box: box.optional().describe('west,south,east,north in degrees: only what lies there'),
  state: z
    .string()
    .regex(/^\d{2}$/, 'expected two digits')
    .optional()
    .describe('INEGI code of a state: only its own'),
  cell: z
    .string()
    .regex(/^8[3-6][0-9a-f]{13}$/, 'expected an H3 index of resolution 3 to 6')
    .optional()
    .describe('only what this hexagon counts'),
  neighbours: z.literal('yes').optional().describe('with cell: what the hexagons around it count too'),
  limit: z.coerce.number().int().min(1).max(1_000_000).default(200_000),
});

/** The counts that head every answer: what was counted, of how many, until when. */
const summaryShape = {
  asOf: isoDay,
  dataVersion: z.string(),
  crimes: count.describe('crimes that match the filters'),
  hazards: count.describe('hazards that match the filters'),
  unplaced: count.describe('matching incidents whose place is not known: on no map'),
  synthetic: count.describe('matching incidents that are invented'),
};

export const stateCountsSchema = z.object({
  ...summaryShape,
  states: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      lon: z.number(),
      lat: z.number(),
      crimes: count,
      hazards: count,
    }),
  ),
});
export type StateCounts = z.infer<typeof stateCountsSchema>;

export const corridorsSchema = z.object({
  ...summaryShape,
  snapM: z.number().describe('an incident counts on a stretch when it lies this near'),
  radiusLimitM: z.number().describe('and its place is known this well'),
  corridors: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      operator: z.string(),
      lengthKm: z.number(),
      line: z.array(lonLat),
      stations: z.array(z.object({ name: z.string(), km: z.number(), lon: z.number(), lat: z.number() })),
      stretches: z.array(
        z.object({
          id: z.string().describe('corridor:fromKm-toKm'),
          fromStation: z.string(),
          toStation: z.string(),
          fromKm: z.number(),
          toKm: z.number(),
          line: z.array(lonLat),
          crimes: count,
          hazards: count,
        }),
      ),
    }),
  ),
});
export type Corridors = z.infer<typeof corridorsSchema>;

export const cellsQuerySchema = shownFilterSchema.extend({
  resolution: z.coerce.number().int().min(3).max(6).default(4).describe('H3 resolution'),
});

/** Columns of equal length; the boundary of a cell follows from its index. */
export const cellsSchema = z.object({
  ...summaryShape,
  resolution: z.int(),
  cells: z.array(z.string()).describe('H3 indices'),
  tooVague: count.describe('incidents with a point that are known less well than a cell is wide: in no cell'),
  crimesPerCell: z.array(count),
  hazardsPerCell: z.array(count),
});
export type Cells = z.infer<typeof cellsSchema>;

const namedCode = z.object({ crime: z.enum(CRIMES), principal: z.boolean() });

export const incidentDetailSchema = z.object({
  id: z.int(),
  kind: z.enum(INCIDENT_KINDS),
  hazard: z.enum(HAZARDS).nullable(),
  crimes: z.array(namedCode),
  perpetrators: z.array(
    z.object({
      perpetrator: z.enum(PERPETRATORS),
      principal: z.boolean(),
      organisation: z.string().nullable().describe('as alleged'),
    }),
  ),
  firstDay: isoDay,
  lastDay: isoDay,
  datePrecision: z.enum(DATE_PRECISIONS),
  placeType: z.enum(PLACE_TYPES),
  howKnown: z.enum(HOW_KNOWN),
  victims: count.nullable(),
  synthetic: z.boolean(),
  place: z
    .object({
      lon: z.number(),
      lat: z.number(),
      precision: z.enum(PRECISIONS),
      radiusM: z.number(),
      stateCode: z.string().nullable(),
      corridor: z
        .object({ corridorId: z.string(), name: z.string(), km: z.number(), offsetM: z.number() })
        .nullable(),
      rule: z.string().describe('how the place was found: file-coordinates or a geocoder rule'),
      matches: z.array(z.object({ text: z.string(), name: z.string(), role: z.string() })),
      score: z.number().nullable(),
    })
    .nullable(),
  unplacedReason: z.string().nullable(),
  reports: z.array(
    z.object({
      sourceId: z.string(),
      sourceName: z.string(),
      reportId: z.string(),
      version: z.int(),
      publisher: z.string().nullable(),
      publishedDay: isoDay.nullable(),
      placeText: z.string(),
      summary: z.string().nullable(),
      url: z.string().nullable(),
      file: z.string(),
      fileSha256: z.string(),
      rowNumber: z.int(),
      withheld: z.array(z.enum(WITHHELD)).describe('what the source asked not to show: empty above'),
    }),
  ),
  reportsTotal: count.describe('how many reports tell of it'),
  reportsWithheld: count.describe(
    'open by reason, but not to this reader: another agency tells it, or oversight',
  ),
  reportsOpenUntil: z.iso.datetime().nullable().describe('null until a reason opens them'),
});
export type IncidentDetail = z.infer<typeof incidentDetailSchema>;

export const openReportsBodySchema = z.strictObject({
  reason: z.string().trim().min(10).max(1000).describe('why this reader needs the words of the reports'),
});
export const openReportsSchema = z.object({ until: z.iso.datetime() });

/** Our own base map, made from public-domain outlines; see data/reference/README.md. */
export const basemapSchema = z.object({
  states: z.looseObject({ type: z.literal('Topology') }).describe('TopoJSON, object `states`'),
  countries: z.looseObject({ type: z.literal('Topology') }).describe('TopoJSON, object `countries`'),
  labels: z.array(
    z.object({
      name: z.string(),
      name_en: z.string(),
      lon: z.number(),
      lat: z.number(),
      kind: z.enum(['capital', 'station', 'town', 'country']),
      rank: z.int().describe('1 is the most important'),
    }),
  ),
});

export const incidentPathSchema = z.strictObject({
  id: z.coerce
    .number()
    .int()
    .min(1)
    .max(2 ** 31 - 1),
});

export const noQuerySchema = z.strictObject({});

export const errorSchema = z.object({
  error: z.object({ code: z.string(), message: z.string(), details: z.unknown().optional() }),
});
export type ApiError = z.infer<typeof errorSchema>;
