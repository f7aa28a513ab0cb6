-- Who may come in, and by what. Of every secret that opens something only the SHA-256 is kept (tokens and codes are
-- 128 random bits or more, so that a plain hash can't be guessed back); passwords, which people choose, as argon2id.

create table app_user (
  user_id text primary key,
  name text not null,
  -- The name as it is compared: normalised, in small letters.
  name_key text not null unique,
  roles text[] not null,
  -- For reports that accuse public servants: given to a person, never to a role.
  has_oversight boolean not null default false,
  agency_id text,
  -- argon2id in its own notation, with salt and costs; null: no password was set.
  password_hash text,
  -- Sealed with the key that is kept outside the database; null: no second factor.
  totp_sealed text,
  -- Shown and not yet confirmed with a code.
  totp_pending_sealed text,
  -- Time step of the last code that was taken: a code is taken once.
  totp_last_step bigint not null default 0,
  disabled boolean not null default false,
  -- At the OpenID provider, where the person comes from there.
  oidc_issuer text,
  oidc_subject text,
  created_at timestamptz not null,
  last_sign_in_at timestamptz,
  unique (oidc_issuer, oidc_subject)
);

create table user_session (
  token_sha256 text primary key,
  -- Names the session to its owner; opens nothing.
  session_id text not null unique,
  user_id text not null references app_user on delete cascade,
  via text not null check (via in ('link', 'password', 'oidc')),
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  address text not null,
  device text not null
);
create index user_session_user on user_session (user_id);

create table sign_in_link (
  token_sha256 text primary key,
  user_id text not null references app_user on delete cascade,
  created_at timestamptz not null,
  expires_at timestamptz not null
);

create table recovery_code (
  user_id text not null references app_user on delete cascade,
  code_sha256 text not null,
  primary key (user_id, code_sha256)
);

create table api_token (
  token_sha256 text primary key,
  token_id text not null unique,
  user_id text not null references app_user on delete cascade,
  name text not null,
  -- Permissions; what the owner has lost since does not count.
  scopes text[] not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  last_used_at timestamptz
);
create index api_token_user on api_token (user_id);

-- Failed sign-ins of one account from one address: others of that account, elsewhere, are not kept out by them.
create table sign_in_failure (
  name_key text not null,
  address text not null,
  failures int not null,
  last_at timestamptz not null,
  primary key (name_key, address)
);

create table purpose_acknowledgement (
  user_id text not null references app_user on delete cascade,
  notice_version text not null,
  language text not null,
  at timestamptz not null,
  primary key (user_id, notice_version)
);
