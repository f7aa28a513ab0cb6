-- Alert rules, alerts, and everything that happens to an alert. Small tables: an alert is one row, its life is events.

create table alert_rule (
  rule_id uuid primary key default gen_random_uuid(),
  -- The order in which they were made.
  seq int generated always as identity,
  version int not null default 1,
  -- RuleDefinition of domain/alerts/rule.ts.
  definition jsonb not null,
  -- Name of a rule that came with the product; null: somebody made it.
  shipped text unique,
  made_by text not null,
  made_at timestamptz not null,
  changed_at timestamptz not null,
  withdrawn_at timestamptz
);

-- What a rule said when it decided: decisions name the version.
create table alert_rule_version (
  rule_id uuid not null,
  version int not null,
  definition jsonb not null,
  changed_by text not null,
  changed_at timestamptz not null,
  primary key (rule_id, version)
);

-- A look at all rules: the data and the day that it was about.
create table alert_run (
  run_id bigint generated always as identity primary key,
  at timestamptz not null,
  -- By the database's own clock, as report.loaded_at is: what came later is late news for the next run.
  read_at timestamptz not null default now(),
  as_of date not null,
  data_version bigint not null,
  cause text not null check (cause in ('start', 'data', 'day', 'rules', 'asked')),
  rules int not null,
  decisions int not null,
  took_ms int not null
);

create index report_loaded on report (loaded_at);

-- A thousand firings of one state within an hour are one group.
create table alert_group (
  group_id bigint generated always as identity primary key,
  -- INEGI code, or empty where no state is known.
  state_code text not null,
  opened_at timestamptz not null
);
create index alert_group_state on alert_group (state_code, opened_at);

create table alert (
  alert_id bigint generated always as identity primary key,
  rule_id uuid not null,
  rule_version int not null,
  -- Names the place within the rule.
  place_key text not null,
  state text not null check (state in ('pending', 'firing', 'resolved')),
  severity text not null,
  -- Its rule accuses public servants: only readers with oversight know of it.
  needs_oversight boolean not null,
  since timestamptz not null,
  clear_since timestamptz,
  fired_at timestamptz,
  resolved_at timestamptz,
  -- The window on which it fired, and what a late report or a correction made of it since.
  fired_from date,
  fired_to date,
  fired_observed int,
  revised_observed int,
  -- AlertFacts of domain/alerts/facts.ts, as of the last look.
  facts jsonb not null,
  -- SafeFacts of domain/alerts/safe-facts.ts: all that readers without rights ever see of it.
  safe jsonb not null,
  incident_ids bigint[] not null,
  group_id bigint,
  -- A firing alert of a larger place that says the same.
  inhibited_by bigint,
  has_data_gap boolean not null default false,
  acknowledged_at timestamptz,
  acknowledged_by text,
  assigned_to text,
  mark text check (mark in ('useful', 'false', 'late')),
  escalated_at timestamptz
);
create unique index alert_open on alert (rule_id, place_key) where state <> 'resolved';
create index alert_fired on alert (fired_at);

-- The history of alerts, in order; the number is what the event stream resumes from.
create table alert_event (
  event_id bigint generated always as identity primary key,
  -- Null: of no alert in particular (a state's silence).
  alert_id bigint,
  at timestamptz not null,
  kind text not null check (kind ~ '^[a-z-]+$'),
  needs_oversight boolean not null,
  -- Null: the program itself.
  actor_id text,
  actor_name text,
  details jsonb not null default '{}'
);
create index alert_event_alert on alert_event (alert_id, event_id);

-- Why each thing was decided, with all that the decision follows from.
create table alert_decision (
  run_id bigint not null,
  seq int not null,
  alert_id bigint,
  rule_id uuid not null,
  rule_version int not null,
  place_key text not null,
  at timestamptz not null,
  reason text not null,
  -- {before, judged, holdHours, clearHours, end}: what decide() takes.
  input jsonb not null,
  next jsonb,
  measure jsonb not null,
  primary key (run_id, seq)
);
create index alert_decision_alert on alert_decision (alert_id, run_id);

create table alert_silence (
  silence_id bigint generated always as identity primary key,
  -- {alertId?, ruleId?, stateCode?, severity?}: all that are named must match.
  matcher jsonb not null,
  reason text not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > starts_at),
  made_by text not null,
  made_name text not null,
  ended_by text,
  -- When what still fires was told again.
  told_at timestamptz
);

-- States that stopped reporting, as they were told.
create table alert_data_gap (
  state_code text not null,
  opened_at timestamptz not null,
  from_day date not null,
  closed_at timestamptz,
  primary key (state_code, opened_at)
);

-- What recipients of a kind are told to do; the words that ship are in the catalogues until somebody writes others.
create table alert_advice (
  recipient_kind text not null check (recipient_kind in ('shelter', 'unit', 'consulate')),
  language text not null check (language in ('es', 'en')),
  body text not null,
  changed_by text not null,
  changed_at timestamptz not null,
  primary key (recipient_kind, language)
);

-- Whom to call for victims.
create table referral (
  referral_id text primary key,
  seq int not null,
  -- INEGI code; empty: everywhere.
  state_code text not null,
  name_es text not null,
  name_en text not null,
  help_es text not null,
  help_en text not null,
  -- Telephone, address or page of the office; empty: not known to us.
  contact text not null,
  source text not null,
  verified_at timestamptz,
  verified_by text
);
