/** Messages keep the hours of the centre of the country: rules, subscriptions and digests mean these. */
export const LOCAL_ZONE = 'America/Mexico_City';

/** From and to as `22:00`; over midnight where `to` is not later. */
export interface HoursOfDay {
  from: string;
  to: string;
}

/** When somebody is at work. */
export interface WorkingHours extends HoursOfDay {
  /** 1 Monday to 7 Sunday; of hours over midnight the day on which they begin. */
  days: readonly number[];
}

const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;

/** Whether an instant lies in hours of the day; `from` counts, `to` does not, equal ones are the whole day. */
export function isInHours({ from, to }: HoursOfDay, at: Date): boolean {
  const { minutes } = localTime(at);
  const [begin, end] = [minutesOf(from), minutesOf(to)];
  if (begin === end) return true;
  return begin < end ? minutes >= begin && minutes < end : minutes >= begin || minutes < end;
}

/** Whether somebody is at work at an instant. */
export function isAtWork(hours: WorkingHours, at: Date): boolean {
  if (!isInHours(hours, at)) return false;
  const { minutes, weekday } = localTime(at);
  const begin = minutesOf(hours.from);
  const overnight = begin >= minutesOf(hours.to) && minutes < begin;
  return hours.days.includes(overnight ? ((weekday + 5) % 7) + 1 : weekday);
}

/** The next instant after `at` with that local time of day. */
export function nextLocal(time: string, at: Date): Date {
  const ahead = (minutesOf(time) - localTime(at).minutes + DAY_MINUTES) % DAY_MINUTES || DAY_MINUTES;
  return new Date(Math.floor(at.getTime() / MINUTE_MS) * MINUTE_MS + ahead * MINUTE_MS);
}

/** The first instant after `at` outside the quiet hours and within the working hours; null: never within eight days. */
export function nextOpen(quiet: HoursOfDay | null, work: WorkingHours | null, at: Date): Date | null {
  const times = [...(quiet ? [quiet.to] : []), ...(work ? [work.from] : [])];
  const candidates = times.flatMap((time) => {
    const first = nextLocal(time, at).getTime();
    return Array.from({ length: 8 }, (_, day) => new Date(first + day * DAY_MINUTES * MINUTE_MS));
  });
  candidates.sort((a, b) => a.getTime() - b.getTime());
  return (
    candidates.find((one) => !(quiet && isInHours(quiet, one)) && (work === null || isAtWork(work, one))) ??
    null
  );
}

const format = new Intl.DateTimeFormat('en-GB', {
  timeZone: LOCAL_ZONE,
  weekday: 'short',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

function localTime(at: Date): { minutes: number; weekday: number } {
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, value]));
  const minutes = Number(parts.get('hour')) * 60 + Number(parts.get('minute'));
  return { minutes, weekday: WEEKDAYS.indexOf(parts.get('weekday') ?? '') + 1 };
}

function minutesOf(time: string): number {
  const [hours, minutes] = time.split(':').map(Number);
  return hours * 60 + minutes;
}
