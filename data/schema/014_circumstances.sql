-- What reports say of circumstances: vocabularies of domain/circumstances.ts. '' where the part of the day is not known.
alter table report
  add column leaving_reasons text[] not null default '{}',
  add column vulnerabilities text[] not null default '{}',
  add column day_part text not null default '' check (day_part in ('', 'small_hours', 'morning', 'afternoon', 'night'));
alter table staged_report
  add column leaving_reasons text[] not null default '{}',
  add column vulnerabilities text[] not null default '{}',
  add column day_part text not null default '';
