-- Lines of the user's beside the shipped corridors, or instead of them.

alter table corridor
  add column mode text not null default 'rail' check (mode in ('rail', 'highway', 'path')),
  -- How far the drawn line may lie from the real one.
  add column accuracy_m double precision not null default 2000 check (accuracy_m >= 0),
  -- Which load brought it: 'shipped', or a load of the user's.
  add column origin text not null default 'shipped',
  alter column seq type int;

-- What was done to the network, in order; the last load_id tells a running server that it must read it anew.
create table network_load (
  load_id bigint generated always as identity primary key,
  mode text not null check (mode in ('rail', 'highway', 'path')),
  -- add: beside what was there; replace: instead of all lines of the mode; reset: back to the shipped ones.
  action text not null check (action in ('add', 'replace', 'reset')),
  file_name text,
  file_sha256 text,
  join_m double precision,
  corridors int not null,
  loaded_at timestamptz not null default now()
);

-- Lixels follow from the corridors: domain/network cuts them, with shared track once, which this table had twice.
drop table segment;
