-- Reports (what a source claims) and incidents (what happened, as far as the reports tell).
-- Keys are chosen so that the large tables could be distributed: incident by incident_id, report by
-- source_id; the link between them is a table; no triggers, no foreign keys into large tables.

create table source (
  source_id text primary key,
  name text not null,
  synthetic boolean not null default false
);

create table source_file (
  sha256 text not null,
  source_id text not null references source,
  file_name text not null,
  format text not null,
  bytes bigint not null,
  rows_read int not null,
  loaded int not null,
  already_known int not null,
  quarantined int not null,
  loaded_at timestamptz not null default now(),
  primary key (source_id, sha256)
);

create table report (
  source_id text not null,
  report_id text not null,
  version int not null,
  -- The newest version speaks; older ones stay readable.
  is_current boolean not null,
  content_sha256 text not null,
  file_sha256 text not null,
  row_number int not null,
  -- The row as it stood in the file.
  original jsonb not null,
  synthetic boolean not null,
  kind text not null check (kind in ('crime', 'hazard')),
  hazard text,
  -- Principal first.
  crimes text[] not null,
  perpetrators text[] not null,
  organisation text,
  first_day date not null,
  last_day date not null check (last_day >= first_day),
  date_precision text not null,
  published_day date,
  publisher text,
  publisher_kind text,
  place_type text not null,
  how_known text not null,
  victims int,
  victims_by jsonb not null default '{}',
  countries text[] not null default '{}',
  summary text,
  url text,
  place_text text not null,
  place_status text not null check (place_status in ('placed', 'ambiguous', 'unmatched', 'conflict')),
  -- Why there is no point, or empty.
  place_reason text not null,
  place_rule text not null,
  place_matches jsonb not null,
  place_candidates jsonb not null,
  place_score double precision,
  lon double precision,
  lat double precision,
  precision text,
  radius_m double precision,
  state_code text not null,
  corridor_id text,
  corridor_km double precision,
  corridor_offset_m double precision,
  -- H3 indices of the point at resolutions 3, 4, 5, 6; empty where there is no point.
  cells text[] not null,
  loaded_at timestamptz not null default now(),
  primary key (source_id, report_id, version)
);
create index report_file on report (file_sha256);

create sequence incident_id_seq as bigint;

-- Everything here but the id follows from the current reports linked to the incident (incident-refresh.ts).
create table incident (
  incident_id bigint primary key,
  kind text not null,
  hazard text,
  principal_crime text,
  -- Bits over the vocabularies of domain/taxonomy.ts, in their order.
  crime_mask int not null,
  perpetrator_mask int not null,
  first_day date not null,
  last_day date not null,
  date_precision text not null,
  place_type text not null,
  how_known text not null,
  victims int,
  synthetic boolean not null,
  n_reports int not null,
  n_sources int not null,
  -- The report whose place is the finest: it gives the point.
  place_source_id text not null,
  place_report_id text not null,
  place_status text not null,
  geom geometry(Point, 4326),
  precision text,
  radius_m double precision,
  state_code text not null,
  corridor_id text,
  corridor_km double precision,
  corridor_offset_m double precision,
  h3_3 text,
  h3_4 text,
  h3_5 text,
  h3_6 text
);
create index incident_geom on incident using gist (geom);
create index incident_day on incident (first_day);
create index incident_state on incident (state_code, first_day);
create index incident_corridor on incident (corridor_id, corridor_km);

create table incident_report (
  incident_id bigint not null,
  source_id text not null,
  report_id text not null,
  primary key (incident_id, source_id, report_id)
);
create index incident_report_report on incident_report (source_id, report_id);

create table incident_crime (
  incident_id bigint not null,
  crime text not null,
  principal boolean not null,
  primary key (incident_id, crime)
);

create table incident_perpetrator (
  incident_id bigint not null,
  perpetrator text not null,
  principal boolean not null,
  organisation text,
  primary key (incident_id, perpetrator)
);

-- Rows that could not be read, whole, with every problem found: [{column, value, reason}].
create table quarantine (
  source_id text not null,
  file_sha256 text not null,
  row_number int not null,
  original jsonb not null,
  problems jsonb not null,
  created_at timestamptz not null default now(),
  primary key (source_id, file_sha256, row_number)
);

-- One row; the number grows with every change of what readers may see.
create table data_version (
  only_row boolean primary key default true check (only_row),
  version bigint not null,
  changed_at timestamptz not null default now()
);
insert into data_version (version) values (0);

-- An ingest fills these in short transactions and moves them to their places in one.
create table ingest_run (
  run_id bigint generated always as identity primary key,
  file_sha256 text not null,
  file_name text not null,
  pid int not null,
  host text not null,
  started_at timestamptz not null default now(),
  status text not null default 'running' check (status in ('running', 'done', 'failed', 'cancelled', 'abandoned')),
  ended_at timestamptz
);

create unlogged table staged_report (
  run_id bigint not null,
  incident_id bigint,
  like report including defaults
);
create index staged_report_run on staged_report (run_id, report_id);

create unlogged table staged_quarantine (
  run_id bigint not null,
  row_number int not null,
  original jsonb not null,
  problems jsonb not null
);
