import { isIP } from 'node:net';
import path from 'node:path';
import { z } from 'zod';

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
  logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug';
  /** Private key (PEM, Ed25519) that signs the audit; null: kept in the data folder, made at the first start. */
  auditKeyFile: string | null;
  /** The largest file that is taken over the API. */
  uploadLimitMb: number;
  /** Language of the terminal and of logs meant for people. */
  language: 'es' | 'en';
}

export interface ConfigError {
  key: string;
  value: string;
  reason: 'unknown-key' | 'wrong-value';
  expected: string;
}

export type ConfigResult = { ok: true; config: Config } | { ok: false; errors: ConfigError[] };

function isLoopback(host: string): boolean {
  if (host === 'localhost' || host === '::1') return true;
  return isIP(host) === 4 && host.startsWith('127.');
}

/** A million rows of reports are some 400 MB. */
export const DEFAULT_UPLOAD_LIMIT_MB = 1024;

const keys = {
  VIGIA_PORT: {
    expected: '0 - 65535',
    schema: z.coerce.number().int().min(0).max(65535).default(8080),
  },
  VIGIA_HOST: {
    // Nothing is readable without a session: until accounts exist only this machine may connect.
    expected: '127.0.0.1, ::1, localhost',
    schema: z.string().refine(isLoopback).default('127.0.0.1'),
  },
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
  VIGIA_LOG_LEVEL: {
    expected: 'silent, error, warn, info, debug',
    schema: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('warn'),
  },
  VIGIA_UPLOAD_LIMIT_MB: {
    expected: '1 - 100000',
    schema: z.coerce.number().int().min(1).max(100_000).default(DEFAULT_UPLOAD_LIMIT_MB),
  },
  VIGIA_LANG: { expected: 'es, en', schema: z.enum(['es', 'en']).default('es') },
} as const;

type Key = keyof typeof keys;

/**
 * The one reader of the environment. Unknown `VIGIA_*` keys and wrong values are errors that name the key;
 * the value of a key that may hold a password is not repeated.
 */
export function readConfig(env: Record<string, string | undefined>): ConfigResult {
  const errors: ConfigError[] = [];
  for (const key of Object.keys(env)) {
    if (key.startsWith('VIGIA_') && !(key in keys)) {
      errors.push({ key, value: '', reason: 'unknown-key', expected: Object.keys(keys).join(', ') });
    }
  }
  const read = <K extends Key>(key: K): z.output<(typeof keys)[K]['schema']> => {
    const { schema, expected } = keys[key];
    const parsed = schema.safeParse(env[key] === '' ? undefined : env[key]);
    if (!parsed.success) {
      const value = key === 'VIGIA_DATABASE_URL' ? '***' : (env[key] ?? '');
      errors.push({ key, value, reason: 'wrong-value', expected });
    }
    return parsed.data as z.output<(typeof keys)[K]['schema']>;
  };
  const config: Config = {
    port: read('VIGIA_PORT'),
    host: read('VIGIA_HOST'),
    dataDir: path.resolve(read('VIGIA_DATA_DIR') ?? '.'),
    databaseUrl: read('VIGIA_DATABASE_URL') ?? null,
    sample: read('VIGIA_SAMPLE') === 'on',
    auditKeyFile: resolved(read('VIGIA_AUDIT_KEY_FILE')),
    logLevel: read('VIGIA_LOG_LEVEL'),
    uploadLimitMb: read('VIGIA_UPLOAD_LIMIT_MB'),
    language: read('VIGIA_LANG'),
  };
  return errors.length > 0 ? { ok: false, errors } : { ok: true, config };
}

function resolved(file: string | undefined): string | null {
  return file === undefined ? null : path.resolve(file);
}
