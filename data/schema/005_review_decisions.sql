-- A decision on a place text holds for reports of every kind of place: what lies on the network depends on that
-- kind, so it is kept by place type: {train: {corridorId, km, offsetM}}.
alter table place_decision
  drop column corridor_id,
  drop column corridor_km,
  drop column corridor_offset_m,
  add column on_network jsonb not null default '{}',
  -- Joins that a rule made because the reports had a place now: taken back with the decision.
  add column join_events bigint[] not null default '{}',
  -- Reports that there were of the text when it was decided.
  add column n_reports int not null default 0;
create index quarantine_resolved on quarantine (resolved_at desc) where status = 'resolved';
