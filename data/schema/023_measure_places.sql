-- Where a measure of enforcement stands, for those few of which a source says it: a point and how well it is known.
alter table enforcement_measure
  add column lon double precision check (lon between -120 and -85),
  add column lat double precision check (lat between 13 and 34),
  add column radius_km double precision check (radius_km > 0 and radius_km <= 200),
  add constraint whole_place check (num_nulls(lon, lat, radius_km) in (0, 3));
