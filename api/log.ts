import type { Request } from 'express';
import { type DestinationStream, type Logger, pino } from 'pino';

/**
 * The log of the program. An error is told by what went wrong and where in the code, never with the values that it went
 * wrong on: those may be words or places of a report.
 */
export function openLog(level: string, destination?: DestinationStream): Logger {
  const options = { level, serializers: { err: toldError } };
  return destination ? pino(options, destination) : pino(options);
}

/** Of a PostgreSQL error: names of our own things. Its `detail`, `where` and the like quote rows. */
const NAMES = ['code', 'table', 'column', 'constraint', 'routine', 'syscall'] as const;

function toldError(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error };
  const named = Object.fromEntries(
    NAMES.flatMap((name) => {
      const value = (error as unknown as Record<string, unknown>)[name];
      return typeof value === 'string' ? [[name, value]] : [];
    }),
  );
  const lines = (error.stack ?? '').split('\n');
  return {
    type: error.name,
    // Databases and parsers put what they could not read in quotes.
    message: error.message.split('\n')[0].replaceAll(/"[^"]*("|$)/g, '"…"'),
    ...named,
    stack: lines.filter((line) => /^\s+at /.test(line)).join('\n'),
    ...(error.cause === undefined ? {} : { cause: toldError(error.cause) }),
  };
}

/** The path of a request as the log may name it: by its route, because secrets of feeds and links stand in paths. */
export function toldPath({ route, path }: Pick<Request, 'route' | 'path'>): string {
  const of = (route as { path?: unknown } | undefined)?.path;
  if (typeof of === 'string') return of;
  return path.startsWith('/api/') ? path.split('/').slice(0, 3).join('/') : '/';
}
