-- What the nightly scan found, by the day it looked from. Kept as it was answered: what was known then is the point.
create table scan_night (
  -- The last day of all windows.
  as_of date not null,
  shape text not null check (shape in ('circle', 'track')),
  data_version bigint not null,
  -- The strongest cluster's recurrence interval in days, null where there was none worth telling.
  strongest_days double precision,
  signals int not null,
  answer jsonb not null,
  scanned_at timestamptz not null,
  primary key (as_of, shape)
);
