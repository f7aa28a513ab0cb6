import type { Queryable } from '../database.ts';

/** A plan that somebody saved; `plan` is what was answered then. */
export interface StoredPlan<Plan> {
  planId: string;
  name: string;
  plan: Plan;
  dataVersion: number;
  madeAt: Date;
  madeBy: string;
}

const COLUMNS = `plan_id as "planId", name, plan, data_version as "dataVersion", made_at as "madeAt",
  made_name as "madeBy"`;

/** Saves a plan. */
export async function savePlan<Plan>(
  db: Queryable,
  { name, plan, dataVersion }: Pick<StoredPlan<Plan>, 'name' | 'plan' | 'dataVersion'>,
  by: { id: string; name: string },
  now: Date,
): Promise<StoredPlan<Plan>> {
  const { rows } = await db.query<StoredPlan<Plan>>(
    `insert into patrol_plan (name, plan, data_version, made_by, made_name, made_at)
     values ($1, $2::jsonb, $3, $4, $5, $6)
     returning ${COLUMNS}`,
    [name, JSON.stringify(plan), dataVersion, by.id, by.name, now],
  );
  return rows[0];
}

/** All plans that are there, the newest first. */
export async function listPlans<Plan>(db: Queryable): Promise<StoredPlan<Plan>[]> {
  const { rows } = await db.query<StoredPlan<Plan>>(
    `select ${COLUMNS} from patrol_plan where removed_at is null order by seq desc`,
  );
  return rows;
}

/** The plans of some ids, in no order; those that are not there are left out. */
export async function findPlans<Plan>(
  db: Queryable,
  planIds: readonly string[],
): Promise<StoredPlan<Plan>[]> {
  const { rows } = await db.query<StoredPlan<Plan>>(
    `select ${COLUMNS} from patrol_plan where removed_at is null and plan_id = any($1::uuid[])`,
    [planIds],
  );
  return rows;
}

/** Takes a plan from the lists; what was logged of it stays. Whether there was one. */
export async function removePlan(db: Queryable, planId: string, userId: string, now: Date): Promise<boolean> {
  const { rowCount } = await db.query(
    'update patrol_plan set removed_at = $2, removed_by = $3 where plan_id = $1 and removed_at is null',
    [planId, now, userId],
  );
  return rowCount === 1;
}
