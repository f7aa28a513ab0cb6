-- Facts that patterns are set beside; small tables, shipped rows and those of the user told apart by origin.

-- Dated measures of enforcement: checkpoints, operations, plans, laws.
create table enforcement_measure (
  measure_id text primary key,
  day date not null,
  end_day date check (end_day >= day),
  kind text not null check (kind in ('checkpoint', 'operation', 'plan', 'law')),
  name_es text not null,
  name_en text not null,
  -- INEGI codes; empty for the whole country.
  state_codes text[] not null,
  source text not null,
  url text,
  origin text not null
);

-- How many could have been harmed in a state, such as migrants passing a year: one table at a time, the user's.
create table state_exposure (
  state_code text primary key,
  exposure double precision not null check (exposure > 0),
  unit text not null,
  source text not null
);

-- What became of complaints, where a source says so.
create table case_outcome (
  outcome_id text primary key,
  state_code text not null,
  -- In the source's words; empty where it says none.
  period text not null,
  complaints int check (complaints >= 0),
  investigations int check (investigations >= 0),
  charged int check (charged >= 0),
  sentences int check (sentences >= 0),
  source text not null,
  url text,
  origin text not null
);
