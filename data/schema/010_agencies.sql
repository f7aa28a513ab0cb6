-- Agencies: users and sources belong to one. What a source tells in its own words is read by its agency, and by
-- those to whom the agency grants it for a time; counts of incidents are common.

create table agency (
  agency_id text primary key check (agency_id ~ '^[a-z0-9][a-z0-9-]{1,62}$'),
  name text not null,
  created_at timestamptz not null
);

-- Null: nobody's in particular, like the press or a published list.
alter table source add column agency_id text;

-- One agency lets another read its reports, until a day. Ended early by moving the end, never removed.
create table agency_grant (
  grant_id bigint generated always as identity primary key,
  from_agency_id text not null,
  to_agency_id text not null check (to_agency_id <> from_agency_id),
  -- Null: all sources of the agency.
  source_id text,
  purpose text not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at >= starts_at),
  granted_by text not null,
  ended_by text
);
create index agency_grant_to on agency_grant (to_agency_id, ends_at);

-- One agency asks another what it knows; the answer is an extract that any role may read.
create table agency_request (
  request_id bigint generated always as identity primary key,
  from_agency_id text not null,
  to_agency_id text not null check (to_agency_id <> from_agency_id),
  -- {states, from, to}: whole cells of month x state x group of crimes
  what jsonb not null,
  why text not null,
  until timestamptz not null,
  asked_by text not null,
  asked_at timestamptz not null,
  status text not null default 'open' check (status in ('open', 'answered', 'declined')),
  answer jsonb,
  answer_note text not null default '',
  answered_by text,
  answered_at timestamptz
);
create index agency_request_to on agency_request (to_agency_id, status);
create index agency_request_from on agency_request (from_agency_id);

-- A typed reason opens the reports of one incident to one person for an hour.
create table report_access (
  access_id bigint generated always as identity primary key,
  user_id text not null,
  incident_id bigint not null,
  reason text not null,
  opened_at timestamptz not null,
  until timestamptz not null
);
create index report_access_user on report_access (user_id, incident_id, until);
