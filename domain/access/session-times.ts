const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Without a request for so long a session is over: a day's work with breaks fits, a forgotten screen does not. */
export const SESSION_IDLE_MS = 8 * HOUR_MS;
/** Whatever happens, people sign in again after this. */
export const SESSION_LONGEST_MS = 7 * 24 * HOUR_MS;
/** How often the time of the last request is written down. */
export const SESSION_SEEN_EVERY_MS = MINUTE_MS;
/** A sign-in link is opened once, within this. */
export const LINK_LIFETIME_MS = 24 * HOUR_MS;
export const TOKEN_LONGEST_DAYS = 366;

/** Until when a session lasts that was begun and last used then. */
export function sessionEnd(createdAt: Date, lastSeenAt: Date): Date {
  return new Date(Math.min(createdAt.getTime() + SESSION_LONGEST_MS, lastSeenAt.getTime() + SESSION_IDLE_MS));
}
