import type { Queryable } from '../database.ts';

/** Writes down that a user acknowledged a version of the purpose notice; the first time counts. */
export async function acknowledgePurpose(
  db: Queryable,
  userId: string,
  notice: { version: string; language: string },
  now: Date,
): Promise<void> {
  await db.query(
    `insert into purpose_acknowledgement (user_id, notice_version, language, at) values ($1, $2, $3, $4)
     on conflict (user_id, notice_version) do nothing`,
    [userId, notice.version, notice.language, now],
  );
}
