/** Days as whole numbers since 1970-01-01, UTC, and the forms in which reports write them. */

const MS_PER_DAY = 86_400_000;

const MONTHS = [
  'enero',
  'febrero',
  'marzo',
  'abril',
  'mayo',
  'junio',
  'julio',
  'agosto',
  'septiembre',
  'octubre',
  'noviembre',
  'diciembre',
];

/** `YYYY-MM-DD` to a day; a text that is no day is a bug. */
export function dayOf(iso: string): number {
  const day = Date.parse(`${iso}T00:00:00Z`) / MS_PER_DAY;
  if (!Number.isInteger(day)) throw new Error(`no day: ${iso}`);
  return day;
}

export function isoDay(day: number): string {
  return new Date(day * MS_PER_DAY).toISOString().slice(0, 10);
}

/** 0 to 11. */
export function monthOf(day: number): number {
  return new Date(day * MS_PER_DAY).getUTCMonth();
}

/** `12/03/2017`: day first. */
export function slashedDay(day: number): string {
  return isoDay(day).split('-').reverse().join('/');
}

/** `12 de marzo de 2017`. */
export function spelledDay(day: number): string {
  const date = new Date(day * MS_PER_DAY);
  return `${date.getUTCDate()} de ${spelledMonth(day)}`;
}

/** `marzo de 2017`. */
export function spelledMonth(day: number): string {
  return `${MONTHS[monthOf(day)]} de ${isoDay(day).slice(0, 4)}`;
}
