import { z } from 'zod';
import { CRIME_GROUPS } from '../domain/alerts/crime-groups.ts';
import { ALERT_STATES } from '../domain/alerts/decide.ts';
import type { AlertFacts } from '../domain/alerts/facts.ts';
import { type RuleDefinition, SEVERITIES, SPLITS, WATCHED_PATTERNS } from '../domain/alerts/rule.ts';
import type { SafeFacts } from '../domain/alerts/safe-facts.ts';
import { STATES } from '../domain/states.ts';
import { PERPETRATORS, PREDATORY_CRIMES } from '../domain/taxonomy.ts';
import { runningSchema } from './contract-jobs.ts';

/** The wire of alert rules, alerts and silences. Only predatory crimes can be asked for. */

const day = z.iso.date();
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'expected a time as 22:00');
const count = z.int().min(0);
/** One line of people's words; what names a person is taken out before it is stored. */
const line = (longest: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(longest)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused.
    .refine((text) => !/[\u0000-\u001f\u007f]/.test(text), 'no line breaks or control characters');
const prose = z.string().trim().min(1).max(4000);

const placeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('country') }),
  z.strictObject({ kind: z.literal('state'), code: z.string().max(2) }),
  z.strictObject({ kind: z.literal('corridor'), corridorId: z.string().max(80) }),
  z.strictObject({ kind: z.literal('stretch'), stretchId: z.string().max(120) }),
  z.strictObject({ kind: z.literal('cell'), h3: z.string().max(16) }),
  z.strictObject({
    kind: z.literal('polygon'),
    ring: z
      .array(z.tuple([z.number(), z.number()]))
      .max(200)
      .describe('corners as lon, lat; the last is joined to the first'),
  }),
]);

const windowDays = z.int().min(1).max(90);
const atLeast = z.int().min(0).max(10_000);
const conditionSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('count'), atLeast, clearBelow: atLeast, windowDays }),
  z.strictObject({
    kind: z.literal('rate'),
    above: z.number().min(0).max(1000).describe('incidents per 100 km of track'),
    clearBelow: z.number().min(0).max(1000),
    atLeast,
    windowDays,
  }),
  z.strictObject({
    kind: z.literal('exceedance'),
    maxP: z.number().min(1e-6).max(0.5).default(0.001),
    clearAboveP: z.number().min(0).max(1).default(0.05),
    atLeast: atLeast.default(3),
    windowDays: windowDays.default(7),
  }),
  z.strictObject({
    kind: z.literal('hotspot'),
    patterns: z.array(z.enum(WATCHED_PATTERNS)).max(2).default(['new']),
    resolution: z.union([z.literal(3), z.literal(4), z.literal(5)]).default(4),
    sliceDays: z.int().min(7).max(90).default(30),
    atLeast: atLeast.default(3),
  }),
  z.strictObject({
    kind: z.literal('scan'),
    minRecurrenceDays: z
      .number()
      .min(1)
      .max(1000)
      .default(365)
      .describe('999 replicates know no more than 1,000 days'),
    clearBelowDays: z.number().min(0).max(1000).default(100),
    maxRadiusKm: z.number().min(10).max(300).default(150),
    maxDays: z.int().min(1).max(90).default(30),
    atLeast: atLeast.default(3),
  }),
]);

export const ruleBodySchema = z.strictObject({
  name: line(120),
  place: placeSchema,
  split: z.enum(SPLITS).default('whole'),
  crimes: z
    .array(z.enum(PREDATORY_CRIMES))
    .max(PREDATORY_CRIMES.length)
    .default([])
    .describe('empty: all predatory crimes'),
  perpetrators: z.array(z.enum(PERPETRATORS)).max(PERPETRATORS.length).default([]),
  condition: conditionSchema,
  severity: z.enum(SEVERITIES),
  holdHours: z.number().min(0).max(720).default(0),
  clearHours: z.number().min(0).max(720).default(24),
  minimum: z
    .strictObject({
      sources: z.int().min(1).max(10).default(1),
      radiusM: z.number().min(100).max(100_000).default(25_000),
    })
    .default({ sources: 1, radiusM: 25_000 }),
  quietHours: z.strictObject({ from: time, to: time }).nullable().default(null),
  escalateMinutes: z.int().min(5).max(1440).nullable().default(null),
  expiresOn: day.nullable().default(null),
}) satisfies z.ZodType<RuleDefinition>;

export const ruleChangeSchema = z.strictObject({
  version: z.int().min(1).describe('the version that was read: somebody else may have changed it since'),
  rule: ruleBodySchema,
});

/** Of a rule, from what people did with its alerts. */
const ruleMeasuresSchema = z.object({
  fired: count,
  useful: count,
  false: count,
  late: count,
  precision: z
    .number()
    .nullable()
    .describe('useful among those marked useful or false; null before the first'),
  acknowledgedAfterMinutes: z.number().nullable().describe('median'),
});

export const ruleSchema = z.object({
  ruleId: z.string(),
  version: z.int(),
  definition: ruleBodySchema,
  shipped: z.string().nullable().describe('name of a rule that came with the product'),
  madeAt: z.string(),
  changedAt: z.string(),
  measures: ruleMeasuresSchema,
});
export const rulesSchema = z.object({ rules: z.array(ruleSchema) });
export type RuleRow = z.infer<typeof ruleSchema>;

export const rulePathSchema = z.object({ id: z.uuid() });

const previewedSchema = z.object({
  fired: day,
  resolved: day.nullable(),
  observed: count,
  placeKey: z.string(),
  stateCodes: z.array(z.string()),
  stretch: z.string().nullable().describe('its two stations, where the rule judges stretches'),
});
export const previewSchema = z.discriminatedUnion('status', [
  z.object({
    status: z.literal('answered'),
    from: day,
    to: day,
    stepDays: z.int(),
    total: count,
    perMonth: z.number(),
    alerts: z.array(previewedSchema).describe('the newest 500'),
    synthetic: z.boolean().describe('whether any of the data is invented'),
  }),
  runningSchema,
]);
export type PreviewAnswer = z.infer<typeof previewSchema>;

/** Facts and safe facts travel as they are stored; their shapes are those of domain/alerts. */
const factsSchema = z
  .custom<AlertFacts>((value) => typeof value === 'object' && value !== null)
  .meta({
    type: 'object',
    description: 'all that the alert rests on; only for readers with alerts.detail',
  });
const safeSchema = z
  .custom<SafeFacts>((value) => typeof value === 'object' && value !== null)
  .meta({
    type: 'object',
    description: `the form that is safe for every role; groups of crimes: ${CRIME_GROUPS.join(', ')}`,
  });

export const alertSchema = z.object({
  alertId: z.int(),
  ruleId: z.string().nullable().describe('null for readers without alerts.detail'),
  ruleName: z.string().nullable(),
  shipped: z.string().nullable(),
  state: z.enum(ALERT_STATES),
  severity: z.enum(SEVERITIES),
  firedAt: z.string().nullable(),
  resolvedAt: z.string().nullable(),
  isBelated: z.boolean().describe('fired only after its days were over, when late reports came'),
  groupId: z.int().nullable(),
  inhibitedBy: z.int().nullable(),
  isSilenced: z.boolean(),
  hasDataGap: z.boolean().describe('its states stopped reporting: it stays open'),
  revisedObserved: z.int().nullable().describe('the count of the window of firing as known now'),
  acknowledgedAt: z.string().nullable(),
  acknowledgedBy: z.string().nullable(),
  assignedTo: z.string().nullable(),
  mark: z.enum(['useful', 'false', 'late']).nullable(),
  escalatedAt: z.string().nullable(),
  facts: factsSchema.nullable(),
  safe: safeSchema,
});
export type AlertRow = z.infer<typeof alertSchema>;

export const alertsQuerySchema = z.strictObject({
  state: z.enum(ALERT_STATES).optional(),
  severity: z.enum(SEVERITIES).optional(),
  stateCode: z.enum(STATES.map(({ code }) => code) as [string, ...string[]]).optional(),
  before: z.coerce.number().int().min(1).optional().describe('alerts with a smaller number: the next page'),
  limit: z.coerce.number().int().min(1).max(500).default(200),
});

export const alertsSchema = z.object({
  asOf: day,
  dataVersion: z.string(),
  alerts: z.array(alertSchema).describe('the newest first'),
  more: z.boolean(),
  lastEventId: z.int().describe('resume the event stream from here'),
  gaps: z.array(z.object({ stateCode: z.string(), from: day })).describe('states that stopped reporting'),
  firing: count,
  unacknowledged: count,
});
export type AlertsAnswer = z.infer<typeof alertsSchema>;

export const languageQuerySchema = z.strictObject({ lang: z.enum(['es', 'en']).default('es') });

export const alertPathSchema = z.object({ id: z.coerce.number().int().min(1) });

const eventSchema = z.object({
  eventId: z.int(),
  at: z.string(),
  kind: z.string(),
  actorName: z.string().nullable(),
  details: z.record(z.string(), z.unknown()),
});
const decisionSchema = z.object({ at: z.string(), reason: z.string(), runId: z.int(), observed: count });
export const referralSchema = z.object({
  referralId: z.string(),
  stateCode: z.string(),
  name: z.string(),
  help: z.string(),
  contact: z.string(),
  source: z.string(),
  isVerified: z.boolean(),
});

/** Null: the words that ship (catalogue alerts:advice). */
const adviceSchema = z
  .object({ shelter: z.string().nullable(), unit: z.string().nullable(), consulate: z.string().nullable() })
  .describe('what to do by kind of recipient; null: the words that ship with the page');

export const alertDetailSchema = z.object({
  alert: alertSchema,
  history: z.array(eventSchema),
  decisions: z.array(decisionSchema).describe('why, the newest first; only for readers with alerts.detail'),
  advice: adviceSchema,
  referrals: z.array(referralSchema),
});
export type AlertDetail = z.infer<typeof alertDetailSchema>;

export const acknowledgeBodySchema = z.strictObject({ note: line(500).optional() });
export const assignBodySchema = z.strictObject({ to: line(120).nullable() });
export const commentBodySchema = z.strictObject({ text: prose });
export const markBodySchema = z.strictObject({ mark: z.enum(['useful', 'false', 'late']).nullable() });
export const doneAlertSchema = z.object({ alert: alertSchema });

export const silenceBodySchema = z
  .strictObject({
    alertId: z.int().min(1).optional(),
    ruleId: z.uuid().optional(),
    stateCode: z.enum(STATES.map(({ code }) => code) as [string, ...string[]]).optional(),
    severity: z.enum(SEVERITIES).optional(),
    reason: line(300),
    endsAt: z.iso.datetime({ offset: true }),
  })
  .refine(({ alertId, ruleId, stateCode, severity }) => alertId ?? ruleId ?? stateCode ?? severity, {
    message: 'name an alert, a rule, a state or a severity',
    path: ['alertId'],
  });

const silenceSchema = z.object({
  silenceId: z.int(),
  matcher: z.object({
    alertId: z.int().optional(),
    ruleId: z.string().optional(),
    stateCode: z.string().optional(),
    severity: z.enum(SEVERITIES).optional(),
  }),
  reason: z.string(),
  startsAt: z.string(),
  endsAt: z.string(),
  madeName: z.string(),
  isActive: z.boolean(),
});
export const silencesSchema = z.object({ silences: z.array(silenceSchema) });
export const silencePathSchema = z.object({ id: z.coerce.number().int().min(1) });
export const silenceMadeSchema = z.object({ silenceId: z.int() });

export const adviceBodySchema = z.strictObject({
  recipientKind: z.enum(['shelter', 'unit', 'consulate']),
  language: z.enum(['es', 'en']),
  body: prose.nullable().describe('null: the words that ship'),
});
export const referralPathSchema = z.object({ id: z.string().max(60) });
export const referralBodySchema = z.strictObject({
  contact: z.string().trim().max(300),
  isVerified: z.boolean(),
});
export const alertTextsSchema = z.object({ advice: adviceSchema, referrals: z.array(referralSchema) });
