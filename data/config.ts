import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import path from 'node:path';
import { z } from 'zod';
import { ROLES, type Role } from '../domain/access/permissions.ts';
import { FEWEST_DISCLOSED, LEAST_K } from '../domain/alerts/safe-facts.ts';
import { DEFAULT_DELAY_HOURS } from './status.ts';

/** What the product is told from outside. Every key is in the README's table. */
export interface Config {
  port: number;
  host: string;
  /** Absolute path; the embedded database lives here. */
  dataDir: string;
  /** A PostgreSQL server instead of the embedded database. */
  databaseUrl: string | null;
  /** Load the synthetic sample when the database is new. */
  sample: boolean;
  /** Where people reach the product when that is not `host` and `port`; its name is answered beside loopback's. */
  publicUrl: URL | null;
  tls: { certFile: string; keyFile: string } | null;
  /** Addresses or networks whose `X-Forwarded-*` are believed. */
  trustedProxies: readonly string[];
  /** 32 bytes that seal second factors; null: kept in the data folder, made at the first start. */
  secretKey: Buffer | null;
  oidc: OidcConfig | null;
  logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug';
  /** Private key (PEM, Ed25519) that signs the audit; null: kept in the data folder, made at the first start. */
  auditKeyFile: string | null;
  /** File whose first line is the passphrase of backups; null: asked for, or none. */
  backupPassphraseFile: string | null;
  /** The largest file that is taken over the API. */
  uploadLimitMb: number;
  /** No patrol plan has a position nearer to a shelter than this. */
  shelterDistanceKm: number;
  /** Hours until what is known is shown to readers who see no incident one by one. */
  delayHours: number;
  /** k: no smaller number of incidents is released or told in the safe form of alerts. */
  fewestDisclosed: number;
  /** Language of the terminal and of logs meant for people. */
  language: 'es' | 'en';
  /** The server that mail is given to; null: no mail is sent. */
  smtp: SmtpConfig | null;
  /** Private networks that webhooks may lead into all the same; none unless told. */
  webhookNetworks: readonly string[];
}

/** A mail server that takes our mail. */
export interface SmtpConfig {
  host: string;
  port: number;
  /** `off`: in the clear, on this machine only. */
  tls: 'starttls' | 'implicit' | 'off';
  user: string | null;
  password: string | null;
  /** Address of the sender, with or without a name: `Vigía <avisos@example.org>`. */
  from: string;
  /** PEM of an own authority; null: those that Node knows. */
  ca: string | null;
}

/** An OpenID Connect provider that people may sign in with. */
export interface OidcConfig {
  issuer: URL;
  clientId: string;
  clientSecret: string | null;
  /** As people read it on the button. */
  name: string;
  /** Claim of the ID token whose values give roles. */
  rolesClaim: string;
  roles: ReadonlyMap<string, Role>;
  /** What becomes of somebody who was never here: refused, or let in with the roles of their claim. */
  unknown: 'refuse' | 'add';
}

export interface ConfigError {
  key: string;
  value: string;
  reason: 'unknown-key' | 'wrong-value';
  expected: string;
}

export type ConfigResult = { ok: true; config: Config } | { ok: false; errors: ConfigError[] };

/** Whether only this machine reaches a host. */
export function isLoopback(host: string): boolean {
  if (host === 'localhost' || host === '::1' || host === '[::1]') return true;
  return isIP(host) === 4 && host.startsWith('127.');
}

/** Of patrols from shelters; 0: no shelter keeps any away. */
export const DEFAULT_SHELTER_DISTANCE_KM = 2;

/** A million rows of reports are some 400 MB. */
export const DEFAULT_UPLOAD_LIMIT_MB = 1024;

const keys = {
  VIGIA_PORT: {
    expected: '0 - 65535',
    schema: z.coerce.number().int().min(0).max(65535).default(8080),
  },
  VIGIA_HOST: {
    expected:
      '127.0.0.1, ::1, localhost; another address only with VIGIA_PUBLIC_URL as https and either VIGIA_TLS_CERT_FILE and VIGIA_TLS_KEY_FILE or VIGIA_TRUSTED_PROXY',
    schema: z.string().min(1).default('127.0.0.1'),
  },
  VIGIA_PUBLIC_URL: {
    expected: 'https://vigia.example.org',
    schema: z
      .url({ protocol: /^https?$/ })
      .transform((text) => new URL(text))
      .refine((url) => url.pathname === '/' && url.search === '' && url.hash === '')
      .optional(),
  },
  VIGIA_TLS_CERT_FILE: {
    expected: 'a PEM file, with VIGIA_TLS_KEY_FILE',
    schema: z.string().min(1).optional(),
  },
  VIGIA_TLS_KEY_FILE: {
    expected: 'a PEM file, with VIGIA_TLS_CERT_FILE',
    schema: z.string().min(1).optional(),
  },
  VIGIA_TRUSTED_PROXY: {
    expected: 'loopback, or addresses and networks (10.0.0.0/8) with commas between',
    schema: z
      .string()
      .transform((text) => text.split(',').map((part) => part.trim()))
      .refine((parts) => parts.every(isNetwork))
      .default([]),
  },
  VIGIA_SECRET_KEY: {
    expected: '32 random bytes in base64 or hexadecimal',
    schema: z
      .string()
      .transform((text) => Buffer.from(text, /^[0-9a-f]{64}$/i.test(text) ? 'hex' : 'base64'))
      .refine((key) => key.length === 32)
      .optional(),
  },
  VIGIA_OIDC_ISSUER: {
    expected: 'https://id.example.org (http only on loopback), with VIGIA_OIDC_CLIENT_ID',
    schema: z
      .url({ protocol: /^https?$/ })
      .transform((text) => new URL(text))
      .refine((url) => url.protocol === 'https:' || isLoopback(url.hostname))
      .optional(),
  },
  VIGIA_OIDC_CLIENT_ID: { expected: 'with VIGIA_OIDC_ISSUER', schema: z.string().min(1).optional() },
  VIGIA_OIDC_CLIENT_SECRET: { expected: 'a text', schema: z.string().min(1).optional() },
  VIGIA_OIDC_NAME: { expected: 'a text', schema: z.string().min(1).max(60).default('OpenID Connect') },
  VIGIA_OIDC_ROLES_CLAIM: { expected: 'a claim', schema: z.string().min(1).default('groups') },
  VIGIA_OIDC_ROLES: {
    expected: `value=role,value=role with ${ROLES.join(', ')}`,
    schema: z
      .string()
      .transform(parseRoleMap)
      .pipe(z.map(z.string().min(1), z.enum(ROLES)))
      .default(new Map()),
  },
  VIGIA_OIDC_UNKNOWN: { expected: 'refuse, add', schema: z.enum(['refuse', 'add']).default('refuse') },
  VIGIA_DATA_DIR: { expected: 'a folder', schema: z.string().min(1).default('./.vigia') },
  VIGIA_DATABASE_URL: {
    expected: 'postgresql://user:password@host:port/database',
    schema: z
      .string()
      .refine((text) => /^postgres(ql)?:\/\//.test(text))
      .optional(),
  },
  VIGIA_SAMPLE: { expected: 'on, off', schema: z.enum(['on', 'off']).default('on') },
  VIGIA_AUDIT_KEY_FILE: { expected: 'a PEM file', schema: z.string().min(1).optional() },
  VIGIA_BACKUP_PASSPHRASE_FILE: { expected: 'a file', schema: z.string().min(1).optional() },
  VIGIA_LOG_LEVEL: {
    expected: 'silent, error, warn, info, debug',
    schema: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('warn'),
  },
  VIGIA_UPLOAD_LIMIT_MB: {
    expected: '1 - 100000',
    schema: z.coerce.number().int().min(1).max(100_000).default(DEFAULT_UPLOAD_LIMIT_MB),
  },
  VIGIA_SHELTER_DISTANCE_KM: {
    expected: '0 - 50',
    schema: z.coerce.number().min(0).max(50).default(DEFAULT_SHELTER_DISTANCE_KM),
  },
  VIGIA_DELAY_HOURS: {
    expected: '0 - 720',
    schema: z.coerce.number().int().min(0).max(720).default(DEFAULT_DELAY_HOURS),
  },
  VIGIA_FEWEST_DISCLOSED: {
    expected: `${LEAST_K} - 100`,
    schema: z.coerce.number().int().min(LEAST_K).max(100).default(FEWEST_DISCLOSED),
  },
  VIGIA_LANG: { expected: 'es, en', schema: z.enum(['es', 'en']).default('es') },
  VIGIA_SMTP_HOST: {
    expected: 'mail.example.org, with VIGIA_MAIL_FROM',
    schema: z.string().min(1).optional(),
  },
  VIGIA_SMTP_PORT: { expected: '1 - 65535', schema: z.coerce.number().int().min(1).max(65535).default(587) },
  VIGIA_SMTP_TLS: {
    expected: 'starttls, implicit; off only where VIGIA_SMTP_HOST is this machine',
    schema: z.enum(['starttls', 'implicit', 'off']).default('starttls'),
  },
  VIGIA_SMTP_USER: { expected: 'a text, with VIGIA_SMTP_PASSWORD', schema: z.string().min(1).optional() },
  VIGIA_SMTP_PASSWORD: { expected: 'a text, with VIGIA_SMTP_USER', schema: z.string().min(1).optional() },
  VIGIA_SMTP_CA_FILE: { expected: 'a PEM file', schema: z.string().min(1).optional() },
  VIGIA_MAIL_FROM: {
    expected: 'Vigía <avisos@example.org>, with VIGIA_SMTP_HOST',
    schema: z.string().refine(isSender).optional(),
  },
  VIGIA_WEBHOOK_NETWORKS: {
    expected: 'loopback, or addresses and networks (10.0.0.0/8) with commas between',
    schema: z
      .string()
      .transform((text) => text.split(',').map((part) => part.trim()))
      .refine((parts) => parts.every(isNetwork))
      .default([]),
  },
} as const;

type Key = keyof typeof keys;

/** They may come from a file instead, named by KEY_FILE, and are never repeated. */
const SECRETS: readonly string[] = [
  'VIGIA_DATABASE_URL',
  'VIGIA_SECRET_KEY',
  'VIGIA_OIDC_CLIENT_SECRET',
  'VIGIA_SMTP_PASSWORD',
];

/**
 * The one reader of the environment. Unknown `VIGIA_*` keys and wrong values are errors that name the key;
 * the value of a key that may hold a secret is not repeated.
 *
 * @param readFile for the keys that end in _FILE and hold a secret.
 */
export function readConfig(
  given: Record<string, string | undefined>,
  readFile: (file: string) => string = (file) => readFileSync(file, 'utf8'),
): ConfigResult {
  const errors: ConfigError[] = [];
  const env = withSecretFiles(given, readFile, errors);
  for (const key of Object.keys(env)) {
    if (key.startsWith('VIGIA_') && !(key in keys)) {
      errors.push({ key, value: '', reason: 'unknown-key', expected: Object.keys(keys).join(', ') });
    }
  }
  const wrong = (key: Key) => {
    const value = SECRETS.includes(key) ? '***' : (env[key] ?? '');
    errors.push({ key, value, reason: 'wrong-value', expected: keys[key].expected });
  };
  const read = <K extends Key>(key: K): z.output<(typeof keys)[K]['schema']> => {
    const parsed = keys[key].schema.safeParse(env[key] === '' ? undefined : env[key]);
    if (!parsed.success) wrong(key);
    return parsed.data as z.output<(typeof keys)[K]['schema']>;
  };
  const certFile = read('VIGIA_TLS_CERT_FILE');
  const keyFile = read('VIGIA_TLS_KEY_FILE');
  if ((certFile === undefined) !== (keyFile === undefined)) {
    wrong(certFile === undefined ? 'VIGIA_TLS_CERT_FILE' : 'VIGIA_TLS_KEY_FILE');
  }
  const config: Config = {
    port: read('VIGIA_PORT'),
    host: read('VIGIA_HOST'),
    dataDir: path.resolve(read('VIGIA_DATA_DIR') ?? '.'),
    databaseUrl: read('VIGIA_DATABASE_URL') ?? null,
    sample: read('VIGIA_SAMPLE') === 'on',
    publicUrl: read('VIGIA_PUBLIC_URL') ?? null,
    tls: certFile && keyFile ? { certFile: path.resolve(certFile), keyFile: path.resolve(keyFile) } : null,
    trustedProxies: read('VIGIA_TRUSTED_PROXY'),
    secretKey: read('VIGIA_SECRET_KEY') ?? null,
    oidc: null,
    auditKeyFile: resolved(read('VIGIA_AUDIT_KEY_FILE')),
    backupPassphraseFile: resolved(read('VIGIA_BACKUP_PASSPHRASE_FILE')),
    logLevel: read('VIGIA_LOG_LEVEL'),
    uploadLimitMb: read('VIGIA_UPLOAD_LIMIT_MB'),
    shelterDistanceKm: read('VIGIA_SHELTER_DISTANCE_KM'),
    language: read('VIGIA_LANG'),
    delayHours: read('VIGIA_DELAY_HOURS'),
    fewestDisclosed: read('VIGIA_FEWEST_DISCLOSED'),
    smtp: null,
    webhookNetworks: read('VIGIA_WEBHOOK_NETWORKS'),
  };
  const issuer = read('VIGIA_OIDC_ISSUER');
  const clientId = read('VIGIA_OIDC_CLIENT_ID');
  if ((issuer === undefined) !== (clientId === undefined)) {
    wrong(issuer === undefined ? 'VIGIA_OIDC_ISSUER' : 'VIGIA_OIDC_CLIENT_ID');
  }
  const rest = {
    clientSecret: read('VIGIA_OIDC_CLIENT_SECRET') ?? null,
    name: read('VIGIA_OIDC_NAME'),
    rolesClaim: read('VIGIA_OIDC_ROLES_CLAIM'),
    roles: read('VIGIA_OIDC_ROLES'),
    unknown: read('VIGIA_OIDC_UNKNOWN'),
  };
  if (issuer && clientId) config.oidc = { issuer, clientId, ...rest };
  config.smtp = readSmtp(read, wrong, readFile);
  if (config.host !== undefined && !isLoopback(config.host) && !isProtected(config)) wrong('VIGIA_HOST');
  return errors.length > 0 ? { ok: false, errors } : { ok: true, config };
}

type Reader = <K extends Key>(key: K) => z.output<(typeof keys)[K]['schema']>;

/** The mail server, where one is named; what belongs together comes together. */
function readSmtp(
  read: Reader,
  wrong: (key: Key) => void,
  readFile: (file: string) => string,
): SmtpConfig | null {
  const [host, from] = [read('VIGIA_SMTP_HOST'), read('VIGIA_MAIL_FROM')];
  const [user, password] = [read('VIGIA_SMTP_USER'), read('VIGIA_SMTP_PASSWORD')];
  const rest = { port: read('VIGIA_SMTP_PORT'), tls: read('VIGIA_SMTP_TLS') };
  const caFile = read('VIGIA_SMTP_CA_FILE');
  let ca: string | null = null;
  try {
    ca = caFile === undefined ? null : readFile(path.resolve(caFile));
  } catch {
    wrong('VIGIA_SMTP_CA_FILE');
  }
  if ((host === undefined) !== (from === undefined))
    wrong(host === undefined ? 'VIGIA_SMTP_HOST' : 'VIGIA_MAIL_FROM');
  if ((user === undefined) !== (password === undefined))
    wrong(user === undefined ? 'VIGIA_SMTP_USER' : 'VIGIA_SMTP_PASSWORD');
  if (host === undefined || from === undefined) return null;
  if (rest.tls === 'off' && !isLoopback(host)) wrong('VIGIA_SMTP_TLS');
  return { host, from, user: user ?? null, password: password ?? null, ca, ...rest };
}

/** One address, with a name before it or without; nothing that could begin another header. */
function isSender(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused.
  if (/[\u0000-\u001f\u007f]/.test(text)) return false;
  const [, address] = /<([^<>]+)>\s*$/.exec(text) ?? [null, text.trim()];
  return z.email().safeParse(address).success;
}

/** Beyond this machine everything travels encrypted, and the name by which people come is known. */
function isProtected({ publicUrl, tls, trustedProxies }: Config): boolean {
  return publicUrl?.protocol === 'https:' && (tls !== null || trustedProxies.length > 0);
}

function isNetwork(text: string): boolean {
  if (text === 'loopback') return true;
  const [address, bits, ...more] = text.split('/');
  const version = isIP(address);
  if (version === 0 || more.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}

/** `value=role,value=role`; a pair that is none keeps its text as role, which no schema takes. */
function parseRoleMap(text: string): Map<string, string> {
  return new Map(
    text.split(',').map((pair) => {
      const cut = pair.lastIndexOf('=');
      return cut < 0 ? [pair.trim(), ''] : [pair.slice(0, cut).trim(), pair.slice(cut + 1).trim()];
    }),
  );
}

/** The environment with each secret that is named by a file in its place. */
function withSecretFiles(
  given: Record<string, string | undefined>,
  readFile: (file: string) => string,
  errors: ConfigError[],
): Record<string, string | undefined> {
  const env = { ...given };
  for (const key of SECRETS) {
    const fileKey = `${key}_FILE`;
    const file = env[fileKey];
    delete env[fileKey];
    if (file === undefined || file === '') continue;
    const wrong = (expected: string) =>
      errors.push({ key: fileKey, value: file, reason: 'wrong-value', expected });
    if (env[key]) wrong(`only one of ${key} and ${fileKey}`);
    try {
      env[key] = readFile(file).trim();
    } catch {
      wrong('a file that can be read');
    }
  }
  return env;
}

function resolved(file: string | undefined): string | null {
  return file === undefined ? null : path.resolve(file);
}
