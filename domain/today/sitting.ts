const SITTING_MS = 30 * 60_000;

/** When somebody looked last, and when before that sitting. */
export interface Looks {
  beforeSitting: Date | null;
  lookedAt: Date;
}

/**
 * Against which look the news are told: looks less than half an hour apart are one sitting, so that to come back to
 * the page, or to load it again, does not make the news old.
 *
 * @returns null on the first sitting
 */
export function newsSince(looks: Looks | null, now: Date): Date | null {
  if (looks === null) return null;
  return isSameSitting(looks, now) ? looks.beforeSitting : looks.lookedAt;
}

/** The looks after one more. */
export function afterLook(looks: Looks | null, now: Date): Looks {
  return { beforeSitting: newsSince(looks, now), lookedAt: now };
}

function isSameSitting({ lookedAt }: Looks, now: Date): boolean {
  return now.getTime() - lookedAt.getTime() < SITTING_MS;
}
