-- Messages of alerts: who wants which, what was said, what is to be sent to whom, and every attempt at it.

create table subscription (
  subscription_id uuid primary key default gen_random_uuid(),
  user_id text not null,
  name text not null,
  note text not null default '',
  channel text not null check (channel in ('mail', 'webhook', 'feed')),
  -- A mail address or the address of a webhook; empty for a feed, which is fetched.
  address text not null,
  -- What a webhook is sent.
  format text not null default 'json' check (format in ('json', 'cap')),
  -- The key that signs a webhook, sealed with the key that is kept outside the database.
  secret_sealed text,
  -- Of the secret part of a feed's address only the hash is kept.
  feed_sha256 text unique,
  language text not null check (language in ('es', 'en')),
  recipient_kind text not null check (recipient_kind in ('shelter', 'unit', 'consulate')),
  mode text not null check (mode in ('immediate', 'digest')),
  -- Local time of Mexico City at which a digest goes out, `08:00`.
  digest_at text not null,
  -- WorkingHours of domain/messages/hours.ts; null: at any hour.
  working_hours jsonb,
  -- SubscriptionFilter of domain/messages/match.ts.
  filter jsonb not null,
  made_at timestamptz not null,
  changed_at timestamptz not null,
  ended_at timestamptz,
  ended_by text
);
create index subscription_user on subscription (user_id);

-- An event of an alert that is told, with what was to be said of it then: one row, however many are told.
create table announcement (
  event_id bigint primary key,
  -- Null: of a state, of no alert in particular.
  alert_id bigint,
  kind text not null,
  at timestamptz not null,
  expires_at timestamptz not null,
  severity text not null,
  needs_oversight boolean not null,
  rule_id uuid,
  facts jsonb,
  safe jsonb,
  details jsonb not null default '{}'
);
create index announcement_alert on announcement (alert_id, event_id);
create index announcement_at on announcement (at);

-- The outbox: one logical message for each recipient and state of an alert.
create table message (
  -- Also its Message-ID and idempotency key, so that a copy is known as one.
  message_id uuid primary key default gen_random_uuid(),
  seq bigint generated always as identity,
  -- Null: a digest or a test.
  event_id bigint,
  alert_id bigint,
  subscription_id uuid not null,
  -- As it was then: what was sent stays known when the subscription changes.
  user_id text not null,
  channel text not null,
  address text not null,
  -- Who it is for, whatever the subscription: several that match are one message.
  recipient_key text not null,
  kind text not null,
  severity text not null,
  needs_oversight boolean not null,
  is_digest boolean not null default false,
  made_at timestamptz not null,
  due_at timestamptz not null,
  expires_at timestamptz not null,
  state text not null check (state in ('waiting', 'queued', 'sending', 'sent', 'bundled', 'dropped', 'dead')),
  -- Named: why it waits, was dropped or is dead; the last failure.
  reason text,
  attempts int not null default 0,
  -- Attempts that may have arrived although no answer came.
  doubtful int not null default 0,
  -- The job of the queue that may send it, and until when it has it for itself.
  job_id uuid,
  lease_until timestamptz,
  bundled_in uuid,
  sent_at timestamptz,
  -- By the button of this very message.
  acknowledged_at timestamptz,
  unique (recipient_key, event_id)
);
create index message_open on message (due_at, seq) where state in ('waiting', 'queued', 'sending');
create index message_lane on message (recipient_key, alert_id, seq);
create index message_seq on message (seq);
create index message_bundle on message (bundled_in) where bundled_in is not null;

-- Every attempt, written before it is made; without an end: the program died in it.
create table delivery (
  delivery_id bigint generated always as identity primary key,
  message_id uuid not null,
  attempt int not null,
  worker text not null,
  started_at timestamptz not null,
  ended_at timestamptz,
  -- `accepted` or the named reason of a failure.
  outcome text,
  -- What the receiver said, shortened.
  reply text not null default ''
);
create index delivery_message on delivery (message_id, delivery_id);
