-- What recipients are told of the past. A month is computed once, when it closes, and never again: later reports change
-- nothing of it, so that no two answers can be subtracted. Only what is published is kept here.
create table release_month (
  -- Invented incidents and real ones are never counted together.
  synthetic boolean not null,
  -- Its first day.
  month date not null,
  -- The fewest incidents that were published then.
  k int not null,
  -- ReleasedCell[] of domain/release/lattice.ts.
  cells jsonb not null,
  -- INEGI codes: fewer than k incidents known of the calendar year before, fixed with the first month of its year.
  quiet_states text[] not null,
  -- INEGI codes: everybody had been told that they were silent all the month.
  silent_states text[] not null,
  released_at timestamptz not null,
  -- Taken back as a whole, by whom and why; it is not released anew.
  withdrawn_at timestamptz,
  withdrawn_by text,
  withdrawn_reason text,
  primary key (synthetic, month)
);

-- When the first of an incident's reports came: cells show it to planners some time later.
alter table incident add column known_at timestamptz not null default now();
create index incident_known on incident (known_at);
update incident i set known_at = k.known_at
from (
  select l.incident_id, min(r.loaded_at) as known_at
  from incident_report l join report r on r.source_id = l.source_id and r.report_id = l.report_id
  group by l.incident_id
) k
where k.incident_id = i.incident_id;
