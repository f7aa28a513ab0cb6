-- Small tables that every node of a distributed database would hold a copy of.

create table reference_table (
  name text primary key,
  checksum text not null,
  loaded_at timestamptz not null default now()
);

create table state (
  code text primary key check (code ~ '^\d\d$'),
  name text not null,
  label_lon double precision not null,
  label_lat double precision not null,
  geom geometry(MultiPolygon, 4326) not null
);
create index state_geom on state using gist (geom);

create table municipality (
  code text primary key check (code ~ '^\d{5}$'),
  state_code text not null,
  name text not null
);

create table gazetteer_place (
  id text primary key,
  name text not null,
  other_names text[] not null,
  lon double precision not null,
  lat double precision not null,
  population int not null,
  country_code text not null,
  state_code text not null,
  municipality_code text not null,
  kind text not null,
  extent_m double precision,
  -- Which load brought it: the shipped table, or a file of the user.
  origin text not null
);

create table corridor (
  corridor_id text primary key,
  seq smallint not null,
  name text not null,
  operator text not null,
  length_km double precision not null,
  geom geometry(LineString, 4326) not null
);

create table corridor_post (
  corridor_id text not null references corridor on delete cascade,
  seq int not null,
  km double precision not null,
  lon double precision not null,
  lat double precision not null,
  place text not null,
  state_code text not null,
  is_station boolean not null,
  primary key (corridor_id, seq)
);

-- Lixels: pieces of 1 km (the last one of a corridor may be shorter), the grain of all rates on the network.
create table segment (
  corridor_id text not null references corridor on delete cascade,
  seq int not null,
  from_km double precision not null,
  to_km double precision not null,
  geom geometry(LineString, 4326) not null,
  primary key (corridor_id, seq)
);
create index segment_geom on segment using gist (geom);

-- Hexagon cells (H3) in which an incident was ever placed, all resolutions in use.
create table cell (
  h3 text primary key,
  resolution smallint not null
);
create index cell_resolution on cell (resolution);
