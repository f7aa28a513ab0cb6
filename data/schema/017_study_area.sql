-- The hexagons that hotspots are compared over. A release is never changed: new places of incidents make a new one,
-- which holds all cells of the one before.
create table study_area (
  resolution smallint not null,
  release int not null,
  -- H3 indices, sorted.
  cells text[] not null,
  -- Cells with their centre in Mexico and this near the network are in it, with or without incidents.
  buffer_m double precision not null,
  data_version bigint not null,
  made_at timestamptz not null default now(),
  primary key (resolution, release)
);
