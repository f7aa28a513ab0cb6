-- When a person last looked at the page of the day, so that it can say what is new since.
create table last_look (
  user_id text primary key references app_user on delete cascade,
  -- The look before this sitting: what is new is told against it. Null: there was none.
  before_sitting timestamptz,
  looked_at timestamptz not null
);

-- Views that a person gave a name: addresses of the product, nothing of its data.
create table saved_view (
  view_id uuid primary key default gen_random_uuid(),
  user_id text not null references app_user on delete cascade,
  name text not null,
  path text not null,
  -- With its ?, or empty.
  search text not null,
  saved_at timestamptz not null,
  unique (user_id, name)
);
