-- The audit: who did what, when, from where. Entries are only ever appended. Each holds the hash of the one before
-- it, so that a changed, removed or reordered entry shows; signed checkpoints, kept here and outside, show a cut tail.

-- One chain is written at a time. A restored database keeps the chains it had and begins one of its own, so that no
-- two databases ever continue the same chain.
create table audit_chain (
  chain_id text primary key,
  begun_at timestamptz not null,
  is_current boolean not null
);
create unique index audit_chain_current on audit_chain (is_current) where is_current;
insert into audit_chain (chain_id, begun_at, is_current) values (gen_random_uuid()::text, now(), true);

create table audit_entry (
  chain_id text not null,
  seq bigint not null check (seq >= 1),
  at timestamptz not null,
  action text not null check (action ~ '^[a-z-]+$'),
  -- The content; null once it was erased for a legal reason, and then the tombstone below says why.
  salt text,
  actor_kind text,
  actor_id text,
  actor_name text,
  address text,
  subject_kind text,
  subject_id text,
  reason text,
  filters jsonb,
  row_count bigint,
  details jsonb,
  -- SHA-256 of the content, which stays.
  content_hash text not null,
  previous_hash text not null,
  hash text not null,
  erased_at timestamptz,
  erased_by text,
  erased_reason text,
  erased_key_id text,
  erased_signature text,
  primary key (chain_id, seq),
  check ((salt is null) = (erased_at is not null))
);
create index audit_entry_at on audit_entry (at, chain_id, seq);
create index audit_entry_actor on audit_entry (actor_kind, actor_id, at);
create index audit_entry_action on audit_entry (action, at);

-- Signed with Ed25519: the chain had this head at this time.
create table audit_checkpoint (
  chain_id text not null,
  seq bigint not null,
  hash text not null,
  at timestamptz not null,
  key_id text not null,
  signature text not null,
  primary key (chain_id, seq)
);

-- Appends one entry. In a function, so that lock, head, hash and insert are one round trip, and so that a statement
-- sees the head that the lock's last holder committed. The texts that are hashed: domain/audit/entry.ts.
create function append_audit(
  at_text text, action text, content_hash text, salt text, actor_kind text, actor_id text, actor_name text,
  address text, subject_kind text, subject_id text, reason text, filters jsonb, row_count bigint, details jsonb
) returns audit_entry language plpgsql as $$
declare
  chain text;
  head audit_entry;
  added audit_entry;
begin
  perform pg_advisory_xact_lock(7300003);
  select c.chain_id into strict chain from audit_chain c where c.is_current;
  select * into head from audit_entry e where e.chain_id = chain order by e.seq desc limit 1;
  added.chain_id := chain;
  added.seq := coalesce(head.seq, 0) + 1;
  added.at := at_text::timestamptz;
  added.action := append_audit.action;
  added.salt := append_audit.salt;
  added.actor_kind := append_audit.actor_kind;
  added.actor_id := append_audit.actor_id;
  added.actor_name := append_audit.actor_name;
  added.address := append_audit.address;
  added.subject_kind := append_audit.subject_kind;
  added.subject_id := append_audit.subject_id;
  added.reason := append_audit.reason;
  added.filters := append_audit.filters;
  added.row_count := append_audit.row_count;
  added.details := append_audit.details;
  added.content_hash := append_audit.content_hash;
  added.previous_hash := coalesce(head.hash, repeat('0', 64));
  added.hash := encode(sha256(convert_to(concat_ws(E'\n', 'vigia-audit-entry 1', chain, added.seq, at_text,
    added.action, added.content_hash, added.previous_hash), 'UTF8')), 'hex');
  insert into audit_entry values (added.*);
  return added;
end
$$;

-- Plain means do not change the audit, not even for the owner. Large tables have no triggers here, since they may be
-- distributed one day; this one never is (its writers take turns), and a statement trigger costs an insert nothing.
-- Whoever may alter tables can still take it away: then the chain shows it. Only the erasure of a content, which
-- leaves a signed tombstone, sets the word that the trigger asks for.
create function refuse_audit_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and current_setting('vigia.audit_erasure', true) = 'on' then
    return null;
  end if;
  raise exception 'the audit is only ever appended to' using errcode = 'insufficient_privilege';
end
$$;
create trigger audit_entry_kept before update or delete or truncate on audit_entry
  for each statement execute function refuse_audit_change();
create trigger audit_checkpoint_kept before update or delete or truncate on audit_checkpoint
  for each statement execute function refuse_audit_change();
