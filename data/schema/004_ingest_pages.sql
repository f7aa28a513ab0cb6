-- A stage is moved in pages of its file's rows; ids that repeat are found by counting them.
drop index staged_report_run;
create index staged_report_page on staged_report (run_id, row_number);
create index staged_quarantine_run on staged_quarantine (run_id);

-- Done, but whoever asked for it may not have been told: its process still owes them the word.
alter table ingest_run add column word_due boolean not null default false;
