-- Patterns and review keep their view after the # of the address; with its #, or empty.
alter table saved_view add column hash text not null default '';
