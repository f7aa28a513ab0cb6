-- Where shelters are: read by the solver that keeps patrols away from their doors, and by nothing that answers.
create table shelter_point (
  lon double precision not null check (lon between -180 and 180),
  lat double precision not null check (lat between -90 and 90),
  loaded_at timestamptz not null,
  primary key (lon, lat)
);

-- Rows of such a file that are no point yet: kept whole, and counted, so that no shelter is forgotten in silence.
create table shelter_row_held (
  file_name text not null,
  row_number int not null,
  row_values jsonb not null,
  -- [{column, reason}]: what stood there is in row_values alone.
  problems jsonb not null,
  loaded_at timestamptz not null,
  primary key (file_name, row_number)
);

-- What patrols were to do and what they did; hours are those of the place, as the unit's clock shows them.
create table patrol_entry (
  entry_id bigint generated always as identity primary key,
  -- The plan it carries out; null where none is named.
  plan_id text,
  kind text not null check (kind in ('planned', 'executed')),
  unit text not null,
  corridor_id text not null,
  from_km double precision not null,
  to_km double precision not null check (to_km > from_km),
  starts_at timestamp not null,
  ends_at timestamp not null check (ends_at > starts_at),
  -- Words of a closed list, of no person; empty: not said.
  finds text[] not null,
  made_by text not null,
  made_at timestamptz not null,
  -- The same stretch at the same hours by the same unit is the same patrol: a file that comes again adds none.
  unique (kind, unit, corridor_id, from_km, to_km, starts_at, ends_at)
);
create index patrol_entry_starts on patrol_entry (starts_at);

-- Rows of a log that could not be read: kept under their file until a better one of that name comes.
create table patrol_row_held (
  file_name text not null,
  row_number int not null,
  row_values jsonb not null,
  -- [{column, value, reason, allowed?}]
  problems jsonb not null,
  loaded_at timestamptz not null,
  primary key (file_name, row_number)
);
