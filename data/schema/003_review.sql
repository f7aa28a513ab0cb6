-- What rules and people decide about reports: which of them tell of one incident, where a text's place is, what
-- became of rows that could not be read, and where silence means no data. Decisions are kept, also undone ones.

-- Its rows are incidents, not reports: no two of them are ever joined.
alter table source add column is_register boolean not null default false;

-- Matching asks for reports by day.
create index report_current_day on report (first_day) where is_current;

-- Pairs of reports that a rule joined or doubts, and pairs that a person decided. `a` sorts before `b`.
create table report_pair (
  a_source_id text not null,
  a_report_id text not null,
  b_source_id text not null,
  b_report_id text not null,
  -- joined: by rule; open: waits for a person; together, apart: a person said so.
  status text not null check (status in ('joined', 'open', 'together', 'apart')),
  -- Why it waits, or empty.
  reason text not null,
  -- Log odds, base 2; null where a person decided without a score.
  bits double precision,
  prior_bits double precision,
  -- [{component, level, bits}]
  evidence jsonb not null default '[]',
  compared_at timestamptz not null default now(),
  primary key (a_source_id, a_report_id, b_source_id, b_report_id)
);
create index report_pair_other on report_pair (b_source_id, b_report_id);
create index report_pair_open on report_pair (bits desc) where status = 'open';
create index report_pair_apart on report_pair (a_source_id, a_report_id) where status = 'apart';

-- Every change of which reports belong together, by rule or by a person; undone ones stay.
create table merge_event (
  event_id bigint generated always as identity primary key,
  kind text not null check (kind in ('join', 'split', 'apart')),
  automatic boolean not null,
  -- The incident that remains.
  incident_id bigint not null,
  -- Dissolved by a join, made by a split.
  other_incident_id bigint not null,
  -- Reports that changed incident: [{sourceId, reportId}]
  moved jsonb not null,
  -- The two reports whose likeness led to it, with score by component; null where a person acted unasked.
  pair jsonb,
  -- Pairs as they stood before, for undoing.
  pairs_before jsonb not null default '[]',
  reason text not null default '',
  decided_by text not null,
  why text not null default '',
  decided_at timestamptz not null default now(),
  undone_at timestamptz,
  undone_by text,
  undone_why text
);
create index merge_event_incident on merge_event (incident_id);
create index merge_event_other on merge_event (other_incident_id);

-- One place text as far as a decision on it holds: case, accents and spaces aside; with the state that the row
-- named, and where text and coordinates disagree, with those coordinates.
create function place_key(source_id text, place_text text, state_code text, place_candidates jsonb)
returns text language sql immutable parallel safe as $$
  select md5(concat_ws(chr(31), source_id,
    regexp_replace(btrim(lower(translate($2, 'ÁÉÍÓÚÜÑÀÈÌÒÙÂÊÎÔÛáéíóúüñàèìòùâêîôû',
      'aeiouunaeiouaeiouaeiouunaeiouaeiou'))), '\s+', ' ', 'g'),
    state_code,
    (select string_agg((c ->> 'lon') || ' ' || (c ->> 'lat'), ';')
     from jsonb_array_elements($4) c where c ->> 'toponymId' = 'file')))
$$;

-- What a person said of a place text of a source; holds for the texts there are and for those to come.
create table place_decision (
  decision_id bigint generated always as identity primary key,
  source_id text not null,
  place_key text not null,
  place_text text not null,
  stated_state_code text not null,
  action text not null check (action in ('candidate', 'text', 'point', 'unplaced')),
  -- What was typed where the text was corrected.
  corrected_text text,
  -- The place as it is given to reports; null for `unplaced`.
  lon double precision,
  lat double precision,
  precision text,
  radius_m double precision,
  rule text not null,
  matches jsonb not null default '[]',
  score double precision,
  state_code text not null default '',
  corridor_id text,
  corridor_km double precision,
  corridor_offset_m double precision,
  cells text[] not null default '{}',
  decided_by text not null,
  why text not null default '',
  decided_at timestamptz not null default now(),
  undone_at timestamptz,
  undone_by text,
  undone_why text
);
create unique index place_decision_active on place_decision (source_id, place_key) where undone_at is null;

-- The decision that gave a report its place, and what stood there before.
alter table report add column place_decision_id bigint, add column place_before jsonb;
alter table staged_report add column place_decision_id bigint, add column place_before jsonb;
create index report_place_decision on report (place_decision_id) where place_decision_id is not null;
create index report_unplaced on report (source_id, place_key(source_id, place_text, state_code, place_candidates))
  where lon is null;

-- A row in quarantine stays there; it is open until something became of it.
alter table quarantine
  add column status text not null default 'open' check (status in ('open', 'resolved')),
  -- loaded: became a report; known: its content was there already; dismissed: a person said that it is none.
  add column outcome text check (outcome in ('loaded', 'known', 'dismissed')),
  -- The values that were read at last, where they differ from the original ones.
  add column corrected jsonb,
  add column report_id text,
  add column report_version int,
  add column resolved_at timestamptz,
  add column resolved_by text,
  add column why text,
  -- How often it was tried again in vain.
  add column attempts int not null default 0;
create index quarantine_open on quarantine (source_id, file_sha256, row_number) where status = 'open';

-- How each source usually reports from each state; state_code '' is the source as a whole.
create table coverage (
  source_id text not null,
  state_code text not null,
  first_day date not null,
  last_day date not null,
  report_days int not null,
  -- The gap that 99 of 100 stay below; null where there are too few reports to say.
  usual_gap_days double precision,
  as_of date not null,
  primary key (source_id, state_code)
);

-- Silence beyond the usual gap: no data, which is not zero. Both days included.
create table coverage_gap (
  source_id text not null,
  state_code text not null,
  from_day date not null,
  to_day date not null,
  -- Still silent at the product date.
  is_open boolean not null,
  primary key (source_id, state_code, from_day)
);
