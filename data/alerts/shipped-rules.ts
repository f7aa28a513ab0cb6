import type { RuleDefinition } from '../../domain/alerts/rule.ts';
import type { Queryable } from '../database.ts';
import { addRule } from './rules.ts';

const COMMON = {
  place: { kind: 'country' },
  split: 'whole',
  crimes: [],
  perpetrators: [],
  holdHours: 0,
  clearHours: 24,
  minimum: { sources: 1, radiusM: 25_000 },
  quietHours: null,
  escalateMinutes: null,
  expiresOn: null,
} as const satisfies Partial<RuleDefinition>;

const EXCEEDANCE = {
  kind: 'exceedance',
  maxP: 0.001,
  clearAboveP: 0.05,
  atLeast: 3,
  windowDays: 7,
} as const satisfies RuleDefinition['condition'];

/** The tiers of METHODS.md as rules: threshold by state and by stretch, cluster, watch. */
const SHIPPED: Readonly<Record<string, RuleDefinition>> = {
  'state-exceedance': {
    ...COMMON,
    name: 'Más de lo usual en un estado',
    split: 'state',
    condition: EXCEEDANCE,
    severity: 'serious',
  },
  'stretch-exceedance': {
    ...COMMON,
    name: 'Más de lo usual en un tramo',
    split: 'stretch',
    condition: EXCEEDANCE,
    severity: 'serious',
  },
  cluster: {
    ...COMMON,
    name: 'Conglomerado nuevo en lugar y tiempo',
    condition: {
      kind: 'scan',
      minRecurrenceDays: 365,
      clearBelowDays: 100,
      maxRadiusKm: 150,
      maxDays: 30,
      atLeast: 3,
    },
    severity: 'serious',
  },
  'new-hotspot': {
    ...COMMON,
    name: 'Foco nuevo',
    condition: { kind: 'hotspot', patterns: ['new'], resolution: 4, sliceDays: 30, atLeast: 3 },
    severity: 'watch',
  },
};

/** Adds the rules that ship where they never were; one that was changed or withdrawn stays as people left it. */
export async function addShippedRules(db: Queryable, now: Date): Promise<void> {
  const { rows } = await db.query<{ shipped: string }>(
    'select shipped from alert_rule where shipped is not null',
  );
  const there = new Set(rows.map(({ shipped }) => shipped));
  for (const [shipped, definition] of Object.entries(SHIPPED)) {
    if (!there.has(shipped)) await addRule(db, definition, { userId: 'vigia', shipped }, now);
  }
}
