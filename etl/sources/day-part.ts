import { type DayPart, dayPartOf } from '../../domain/circumstances.ts';
import { plainWords } from '../plain-words.ts';
import { DAY_PART_WORDS } from './camrd-values.ts';

/** 14, 14 h, 14:30, 14:30:00, 2:30 pm. */
const HOUR = /^(\d{1,2})(?:[:.]([0-5]\d)(?::[0-5]\d)?)?\s*(h|hs|hrs|horas|a\.?\s?m\.?|p\.?\s?m\.?)?$/i;

/** Reads an hour or a word for a part of the day; empty means that it is not known. */
export function readDayPart(text: string): { ok: true; dayPart: DayPart | null } | { ok: false } {
  if (text === '') return { ok: true, dayPart: null };
  const word = DAY_PART_WORDS.get(plainWords(text));
  if (word !== undefined) return { ok: true, dayPart: word };
  const [, digits, , mark = ''] = HOUR.exec(text.trim()) ?? [];
  if (digits === undefined) return { ok: false };
  const half = /^[ap]/i.exec(mark)?.[0].toLowerCase();
  const hour = Number(digits);
  if (half === undefined) return hour < 24 ? { ok: true, dayPart: dayPartOf(hour) } : { ok: false };
  if (hour < 1 || hour > 12) return { ok: false };
  return { ok: true, dayPart: dayPartOf((hour % 12) + (half === 'p' ? 12 : 0)) };
}
