import { makeRelease } from '../data/release/make-release.ts';
import { readFirstLoad } from '../data/release/release-months.ts';
import { SETTLING_DAYS } from '../domain/release/closing.ts';
import type { ApiContext } from './context.ts';
import { releasesSynthetic } from './release.ts';

const CHECK_EVERY_MS = 15 * 60_000;
const SETTLING_MS = SETTLING_DAYS * 86_400_000;
const PROGRAM = { kind: 'program', id: 'vigia', name: 'vigia' } as const;

/**
 * Releases what has closed. Real data settle for a week after the first load, so that whoever loads a history in
 * several files releases all of it; invented ones need not.
 * @returns first days of the months released now
 */
export async function releaseClosed(context: ApiContext): Promise<string[]> {
  const status = await context.status();
  if (status.incidents === 0) return [];
  const synthetic = releasesSynthetic(status);
  const now = context.now();
  if (!synthetic) {
    const first = await readFirstLoad(context.database.pool);
    if (first === null || now.getTime() < first.getTime() + SETTLING_MS) return [];
  }
  const order = {
    synthetic,
    k: context.fewestDisclosed,
    asOf: status.asOf,
    now,
    actor: PROGRAM,
    address: '',
  };
  return makeRelease(context.database, context.graph, order);
}

/**
 * Releases months as they close while the server runs, and at its start.
 * @returns ends it
 */
export function startReleasing(context: ApiContext): () => Promise<void> {
  let busy: Promise<unknown> = Promise.resolve();
  const check = () => {
    busy = busy
      .then(() => releaseClosed(context))
      .catch((error: Error) => context.log.error({ err: error }, 'closed months were not released'));
  };
  check();
  const timer = setInterval(check, CHECK_EVERY_MS);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await busy;
  };
}
