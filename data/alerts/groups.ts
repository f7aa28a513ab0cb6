import type { Queryable } from '../database.ts';

/** Firings of one state within this of the first are one group. */
const GROUP_MINUTES = 60;

/** The group that a firing of each state belongs to now: one that was opened within the hour, or a new one. */
export async function groupsOf(
  db: Queryable,
  stateCodes: readonly string[],
  now: Date,
): Promise<ReadonlyMap<string, number>> {
  const codes = [...new Set(stateCodes)];
  if (codes.length === 0) return new Map();
  await db.query(
    `insert into alert_group (state_code, opened_at)
     select code, $2 from unnest($1::text[]) as c (code)
     where not exists (select from alert_group g
       where g.state_code = c.code and g.opened_at > $2::timestamptz - make_interval(mins => $3))`,
    [codes, now, GROUP_MINUTES],
  );
  const { rows } = await db.query<{ code: string; groupId: number }>(
    `select state_code as code, max(group_id) as "groupId" from alert_group
     where state_code = any($1::text[]) group by 1`,
    [codes],
  );
  return new Map(rows.map(({ code, groupId }) => [code, groupId]));
}
