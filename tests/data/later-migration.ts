import type { Migration } from '../../data/migrate.ts';

export const LATER_ROWS = 200_000;

/** One that takes its time, and changes what is there. */
export const LATER: Migration = {
  version: 998,
  name: '998_later.sql',
  sql: `create table later as select n from generate_series(1, ${LATER_ROWS}) as n;
    alter table source add column later text not null default 'yes';
    create index later_n on later (n);`,
  checksum: 'later',
};
