-- Plans that somebody saved: what was asked and what was answered, as it was. The data go on, the plan stays.

create table patrol_plan (
  plan_id uuid primary key default gen_random_uuid(),
  seq bigint generated always as identity,
  name text not null,
  -- PatrolPlan of api/contract-patrols.ts.
  plan jsonb not null,
  data_version bigint not null,
  made_by text not null,
  made_name text not null,
  made_at timestamptz not null,
  removed_at timestamptz,
  removed_by text
);
