import type { StandingRule } from '../../domain/alerts/evaluate.ts';
import type { RuleDefinition } from '../../domain/alerts/rule.ts';
import type { Queryable } from '../database.ts';

/** A rule as people see it. */
export interface StoredRule {
  ruleId: string;
  version: number;
  definition: RuleDefinition;
  /** Name of a rule that came with the product, or null. */
  shipped: string | null;
  madeBy: string;
  madeAt: Date;
  changedAt: Date;
  withdrawnAt: Date | null;
}

const RULE_COLUMNS = `rule_id as "ruleId", version, definition, shipped, made_by as "madeBy", made_at as "madeAt",
  changed_at as "changedAt", withdrawn_at as "withdrawnAt"`;

/** Rules that are not withdrawn, the oldest first; with those that need oversight only where the reader has it. */
export async function listRules(db: Queryable, officials: boolean): Promise<StoredRule[]> {
  const { rows } = await db.query<StoredRule>(
    `select ${RULE_COLUMNS} from alert_rule
     where withdrawn_at is null and ($1 or not definition->'perpetrators' ? 'official')
     order by seq`,
    [officials],
  );
  return rows;
}

/** One rule, withdrawn or not; null where there is none. */
export async function findRule(db: Queryable, ruleId: string): Promise<StoredRule | null> {
  const { rows } = await db.query<StoredRule>(`select ${RULE_COLUMNS} from alert_rule where rule_id = $1`, [
    ruleId,
  ]);
  return rows[0] ?? null;
}

/**
 * All rules that have to be judged on a day: the standing ones, and those that ended and still have an open alert.
 * @param today ISO day
 */
export async function readStandingRules(db: Queryable, today: string): Promise<StandingRule[]> {
  const { rows } = await db.query<StandingRule>(
    `select rule_id as "ruleId", version, definition,
       case when withdrawn_at is not null then 'rule-withdrawn'
         when definition->>'expiresOn' < $1 then 'rule-expired' end as "end"
     from alert_rule r
     where (withdrawn_at is null and coalesce(definition->>'expiresOn', $1) >= $1)
       or exists (select from alert a where a.rule_id = r.rule_id and a.state <> 'resolved')
     order by seq`,
    [today],
  );
  return rows;
}

/** Stores a new rule. */
export async function addRule(
  db: Queryable,
  definition: RuleDefinition,
  by: { userId: string; shipped?: string },
  now: Date,
): Promise<StoredRule> {
  const { rows } = await db.query<StoredRule>(
    `insert into alert_rule (definition, shipped, made_by, made_at, changed_at)
     values ($1::jsonb, $2, $3, $4, $4)
     returning ${RULE_COLUMNS}`,
    [JSON.stringify(definition), by.shipped ?? null, by.userId, now],
  );
  await keepVersion(db, rows[0], by.userId, now);
  return rows[0];
}

/** Stores a rule's next version; null where the rule is gone or somebody else changed it since. */
export async function changeRule(
  db: Queryable,
  ruleId: string,
  version: number,
  definition: RuleDefinition,
  userId: string,
  now: Date,
): Promise<StoredRule | null> {
  const { rows } = await db.query<StoredRule>(
    `update alert_rule set definition = $3::jsonb, version = version + 1, changed_at = $4
     where rule_id = $1 and version = $2 and withdrawn_at is null
     returning ${RULE_COLUMNS}`,
    [ruleId, version, JSON.stringify(definition), now],
  );
  if (rows[0]) await keepVersion(db, rows[0], userId, now);
  return rows[0] ?? null;
}

async function keepVersion(db: Queryable, rule: StoredRule, userId: string, now: Date): Promise<void> {
  await db.query(
    `insert into alert_rule_version (rule_id, version, definition, changed_by, changed_at)
     values ($1, $2, $3::jsonb, $4, $5)`,
    [rule.ruleId, rule.version, JSON.stringify(rule.definition), userId, now],
  );
}

/** Withdraws a rule: it is judged no more, its alerts stay in the history. Whether there was one to withdraw. */
export async function withdrawRule(db: Queryable, ruleId: string, now: Date): Promise<boolean> {
  const { rowCount } = await db.query(
    'update alert_rule set withdrawn_at = $2 where rule_id = $1 and withdrawn_at is null',
    [ruleId, now],
  );
  return rowCount === 1;
}

/** Grows whenever a rule is made, changed or withdrawn. */
export async function readRulesStamp(db: Queryable): Promise<string> {
  const { rows } = await db.query<{ stamp: string }>(
    `select concat(count(*), ' ', sum(version), ' ', count(withdrawn_at)) as stamp from alert_rule`,
  );
  return rows[0].stamp;
}
