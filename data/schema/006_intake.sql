-- How reports come in: who loaded a file, and what must not be shown of a report.

-- Who started it: a user's id; null from the command line and for the sample.
alter table ingest_run add column started_by text;
alter table source_file add column loaded_by text;
create index ingest_run_started on ingest_run (started_at desc);

-- Vocabularies of domain/sharing.ts: what was done for the people concerned, and what readers must not be shown.
alter table report
  add column responses text[] not null default '{}',
  add column withheld text[] not null default '{}';
alter table staged_report
  add column responses text[] not null default '{}',
  add column withheld text[] not null default '{}';
