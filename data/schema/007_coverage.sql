-- Real and invented reports have their own gaps, also where one source brings both.
alter table coverage
  add column synthetic boolean not null default false,
  drop constraint coverage_pkey,
  add primary key (source_id, synthetic, state_code);

alter table coverage_gap
  add column synthetic boolean not null default false,
  drop constraint coverage_gap_pkey,
  add primary key (source_id, synthetic, state_code, from_day);

-- Coverage asks for the days with reports of one source.
create index report_source_state_day on report (source_id, state_code, first_day) where is_current;
