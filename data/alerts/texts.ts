import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { Queryable } from '../database.ts';

export const RECIPIENT_KINDS = ['shelter', 'unit', 'consulate'] as const;
export type RecipientKind = (typeof RECIPIENT_KINDS)[number];
export type TextLanguage = 'es' | 'en';

/** What somebody wrote instead of the words that ship; null where nobody did. */
export type Advice = Readonly<Record<RecipientKind, string | null>>;

/** Reads the advice in a language. */
export async function readAdvice(db: Queryable, language: TextLanguage): Promise<Advice> {
  const { rows } = await db.query<{ kind: RecipientKind; body: string }>(
    'select recipient_kind as kind, body from alert_advice where language = $1',
    [language],
  );
  const of = (kind: RecipientKind) => rows.find((row) => row.kind === kind)?.body ?? null;
  return { shelter: of('shelter'), unit: of('unit'), consulate: of('consulate') };
}

/** Writes the advice for a kind of recipient; null goes back to the words that ship. */
export async function writeAdvice(
  db: Queryable,
  advice: { kind: RecipientKind; language: TextLanguage; body: string | null },
  userId: string,
  now: Date,
): Promise<void> {
  const { kind, language, body } = advice;
  if (body === null) {
    await db.query('delete from alert_advice where recipient_kind = $1 and language = $2', [kind, language]);
    return;
  }
  await db.query(
    `insert into alert_advice (recipient_kind, language, body, changed_by, changed_at) values ($1, $2, $3, $4, $5)
     on conflict (recipient_kind, language) do update set body = excluded.body, changed_by = excluded.changed_by,
       changed_at = excluded.changed_at`,
    [kind, language, body, userId, now],
  );
}

/** An office that victims can be sent to. */
export interface Referral {
  referralId: string;
  /** INEGI code; empty: everywhere. */
  stateCode: string;
  name: string;
  help: string;
  /** Empty: not known to us. */
  contact: string;
  source: string;
  isVerified: boolean;
}

/** The referral card of some states: what is there everywhere, then each state's own; all of it where none is named. */
export async function readReferrals(
  db: Queryable,
  language: TextLanguage,
  stateCodes: readonly string[] | null,
): Promise<Referral[]> {
  const { rows } = await db.query<Referral>(
    `select referral_id as "referralId", state_code as "stateCode",
       case $1 when 'es' then name_es else name_en end as name,
       case $1 when 'es' then help_es else help_en end as help,
       contact, source, verified_at is not null as "isVerified"
     from referral where $2::text[] is null or state_code = '' or state_code = any($2)
     order by seq, referral_id`,
    [language, stateCodes],
  );
  return rows;
}

/** Writes how an office is reached and whether somebody made sure of it; false where there is no such office. */
export async function writeReferral(
  db: Queryable,
  referral: Pick<Referral, 'referralId' | 'contact' | 'isVerified'>,
  userId: string,
  now: Date,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `update referral set contact = $2, verified_at = case when $3 then $4::timestamptz end,
       verified_by = case when $3 then $5 end
     where referral_id = $1`,
    [referral.referralId, referral.contact, referral.isVerified, now, userId],
  );
  return rowCount === 1;
}

const REFERRALS_FILE = new URL('../reference/referrals.csv', import.meta.url);

/** Adds the offices that ship where they are not there yet; what people wrote stays. */
export async function addShippedReferrals(db: Queryable): Promise<void> {
  const rows = parse(readFileSync(REFERRALS_FILE, 'utf8'), { columns: true }) as Record<string, string>[];
  await db.query(
    `insert into referral (referral_id, seq, state_code, name_es, name_en, help_es, help_en, contact, source)
     select referral_id, seq::int, state_code, name_es, name_en, help_es, help_en, contact, source
     from jsonb_to_recordset($1::jsonb) as x (referral_id text, seq text, state_code text, name_es text,
       name_en text, help_es text, help_en text, contact text, source text)
     on conflict do nothing`,
    [JSON.stringify(rows)],
  );
}
