import { type RuleMeasures, readRuleMeasures } from '../../data/alerts/inbox.ts';
import {
  addRule,
  changeRule,
  findRule,
  listRules,
  type StoredRule,
  withdrawRule,
} from '../../data/alerts/rules.ts';
import { disclosureOf } from '../../domain/access/disclosure.ts';
import { checkRule } from '../../domain/alerts/check-rule.ts';
import { trackKm } from '../../domain/alerts/ground.ts';
import { PREVIEW_DAYS, type Preview } from '../../domain/alerts/preview.ts';
import { isOversightRule, type RuleDefinition } from '../../domain/alerts/rule.ts';
import { placeKey } from '../../domain/alerts/units.ts';
import { isoDayOf } from '../../domain/days.ts';
import { alertGround } from '../alerting/ground.ts';
import { type EvaluationGround, readEvaluation } from '../alerting/read-evaluation.ts';
import { audited } from '../audited.ts';
import type { ApiContext } from '../context.ts';
import { noQuerySchema } from '../contract.ts';
import { doneSchema } from '../contract-agencies.ts';
import {
  type PreviewAnswer,
  previewSchema,
  type RuleRow,
  ruleBodySchema,
  ruleChangeSchema,
  rulePathSchema,
  ruleSchema,
  rulesSchema,
} from '../contract-alerts.ts';
import { AccessRefused, RequestError } from '../errors.ts';
import { answerByJob } from '../jobs/answer.ts';
import { defineRoute, type RouteInput } from '../route.ts';

const plain = { query: noQuerySchema, cacheable: false } as const;

export const alertRules = defineRoute({
  ...plain,
  method: 'get',
  path: '/api/alert-rules',
  summary: 'Rules that give alerts, with what people made of those alerts',
  required: 'alerts.detail',
  pathParameters: noQuerySchema,
  answer: rulesSchema,
  handle: async ({ database }, { reader }) => {
    const rules = await listRules(database.pool, reader.permissions.has('officials.read'));
    const measures = await readRuleMeasures(database.pool);
    return { json: { rules: rules.map((rule) => ruleRow(rule, measures.get(rule.ruleId))) } };
  },
});

export const alertRuleMake = defineRoute({
  ...plain,
  method: 'post',
  path: '/api/alert-rules',
  summary: 'Makes a rule; try it first with a preview',
  required: 'rules.manage',
  pathParameters: noQuerySchema,
  body: ruleBodySchema,
  answer: ruleSchema,
  handle: async (context, input) => {
    await check(context, input, input.body);
    const { database, now } = context;
    const rule = await database.transaction(async (db) => {
      const made = await addRule(db, input.body, { userId: input.reader.userId }, now());
      const details = { version: 1, name: made.definition.name };
      await audited(
        db,
        input,
        { action: 'rule-changed', subject: { kind: 'alert-rule', id: made.ruleId }, details },
        now(),
      );
      return made;
    });
    return { json: ruleRow(rule), status: 201 };
  },
});

export const alertRuleChange = defineRoute({
  ...plain,
  method: 'put',
  path: '/api/alert-rules/{id}',
  summary: 'Changes a rule; its open alerts are judged by the new version from the next look on',
  required: 'rules.manage',
  pathParameters: rulePathSchema,
  body: ruleChangeSchema,
  answer: ruleSchema,
  handle: async (context, input) => {
    const { database, now } = context;
    const { version, rule: definition } = input.body;
    const { id } = input.path;
    await check(context, input, definition);
    await knownRule(context, input, id);
    const rule = await database.transaction(async (db) => {
      const changed = await changeRule(db, id, version, definition, input.reader.userId, now());
      if (!changed)
        throw new RequestError(
          409,
          'changed_meanwhile',
          'somebody changed or withdrew the rule; read it again',
        );
      const details = { version: changed.version, name: definition.name };
      await audited(
        db,
        input,
        { action: 'rule-changed', subject: { kind: 'alert-rule', id }, details },
        now(),
      );
      return changed;
    });
    return { json: ruleRow(rule) };
  },
});

export const alertRuleWithdraw = defineRoute({
  ...plain,
  method: 'delete',
  path: '/api/alert-rules/{id}',
  summary: 'Withdraws a rule: what it fired is resolved as such and stays in the history',
  required: 'rules.manage',
  pathParameters: rulePathSchema,
  answer: doneSchema,
  handle: async (context, input) => {
    const { database, now } = context;
    const { id } = input.path;
    await knownRule(context, input, id);
    await database.transaction(async (db) => {
      if (!(await withdrawRule(db, id, now()))) throw noSuchRule();
      await audited(
        db,
        input,
        { action: 'rule-changed', subject: { kind: 'alert-rule', id }, details: { withdrawn: true } },
        now(),
      );
    });
    return { json: { ok: true as const } };
  },
});

export const alertRulePreview = defineRoute({
  ...plain,
  method: 'post',
  path: '/api/alert-rules/preview',
  summary: 'When a rule would have fired in the last two years, and how often a month',
  required: 'rules.manage',
  pathParameters: noQuerySchema,
  body: ruleBodySchema,
  answer: previewSchema,
  handle: async (context, input) => {
    await check(context, input, input.body);
    const { status, body, reader } = input;
    // Rules may draw any place: whoever is under delay tries them on what is shown.
    const { until } = disclosureOf(reader, status.shownUntil);
    return answerByJob<PreviewAnswer>(context.jobs, reader, {
      kind: 'alert-preview',
      key: JSON.stringify(['alert-preview', status.dataVersion, status.asOf, until, { ...body, name: '' }]),
      work: async (control) => {
        const ground = await readEvaluation(context, status, [body], control, PREVIEW_DAYS, until);
        const rule = { ruleId: 'preview', version: 0, definition: body, end: null };
        const preview = await control.run('alertPreview', [ground, rule]);
        if (preview === null) throw new Error('a preview that was not called off has no answer');
        return previewAnswer(preview, ground);
      },
    });
  },
});

const SHOWN = 500;

function previewAnswer(
  { fromDay, toDay, stepDays, alerts, perMonth }: Preview,
  { ground, incidents }: EvaluationGround,
): PreviewAnswer {
  const stretchOf = new Map(
    ground.stretches.map(({ id, fromStation, toStation }) => [
      placeKey({ kind: 'stretch', stretchId: id }),
      `${fromStation} – ${toStation}`,
    ]),
  );
  return {
    status: 'answered',
    from: isoDayOf(fromDay),
    to: isoDayOf(toDay),
    stepDays,
    total: alerts.length,
    perMonth,
    alerts: alerts
      .slice(-SHOWN)
      .reverse()
      .map(({ firedDay, resolvedDay, observed, placeKey: key, stateCodes }) => ({
        fired: isoDayOf(firedDay),
        resolved: resolvedDay === null ? null : isoDayOf(resolvedDay),
        observed,
        placeKey: key,
        stateCodes: [...stateCodes],
        stretch: stretchOf.get(key) ?? null,
      })),
    synthetic: incidents.synthetic.includes(1),
  };
}

/** Refuses a rule that can't be watched, can't fire or can't clear, naming each field; and one beyond the reader's rights. */
async function check(
  context: ApiContext,
  { reader }: Pick<RouteInput<unknown, unknown, unknown>, 'reader'>,
  rule: RuleDefinition,
): Promise<void> {
  if (isOversightRule(rule) && !reader.permissions.has('officials.read')) {
    throw new AccessRefused('forbidden', 'rules about public servants need the oversight permission');
  }
  const ground = await alertGround(context);
  const faults = checkRule(rule, {
    corridorIds: new Set(ground.stretches.map(({ corridorId }) => corridorId)),
    stretchIds: new Set(ground.stretches.map(({ id }) => id)),
    trackKm: (place) => trackKm(ground, place),
    today: context.today(),
  });
  if (faults.length === 0) return;
  const names = faults.map(({ field }) => field).join(', ');
  throw new RequestError(
    400,
    'invalid_rule',
    `not a rule that works: ${names}`,
    faults.map(({ field, reason }) => ({ field, problem: reason })),
  );
}

async function knownRule(
  { database }: ApiContext,
  { reader }: Pick<RouteInput<unknown, unknown, unknown>, 'reader'>,
  id: string,
): Promise<void> {
  const rule = await findRule(database.pool, id);
  const isHidden = rule && isOversightRule(rule.definition) && !reader.permissions.has('officials.read');
  if (!rule || rule.withdrawnAt || isHidden) throw noSuchRule();
}

function noSuchRule(): RequestError {
  return new RequestError(404, 'no_such_rule', 'no such rule');
}

function ruleRow(rule: StoredRule, measures?: RuleMeasures): RuleRow {
  const { ruleId, version, definition, shipped, madeAt, changedAt } = rule;
  const known = measures ?? { fired: 0, useful: 0, false: 0, late: 0, acknowledgedAfterMinutes: null };
  const judged = known.useful + known.false;
  return {
    ruleId,
    version,
    // The wire's own copy: what was stored is read as it was written.
    definition: ruleBodySchema.parse(definition),
    shipped,
    madeAt: madeAt.toISOString(),
    changedAt: changedAt.toISOString(),
    measures: { ...known, precision: judged === 0 ? null : known.useful / judged },
  };
}
