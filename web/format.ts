import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { DatePrecision } from '../domain/taxonomy.ts';

const LOCALES: Record<string, string> = { es: 'es-MX', en: 'en' };

export interface Words {
  t: TFunction;
  language: string;
  /** A number as the reader's language writes it, at most `digits` after the point. */
  number: (value: number, digits?: number) => string;
  /** A share from 0 to 1 as a whole percentage; under one half of a percent it says so. */
  percent: (share: number) => string;
  /** A day (YYYY-MM-DD), or the month or year of it when no more is known. */
  date: (isoDay: string, precision?: DatePrecision) => string;
  /** The time of day of a moment, in the reader's own time zone. */
  time: (momentMs: number) => string;
  /** A moment with its day, in the reader's own time zone. */
  moment: (momentMs: number) => string;
  /** Arguments for a plural text: `count` picks the form, `n` is the number as written. */
  counted: (value: number) => { count: number; n: string };
  /** Metres or kilometres, rounded to what a reader can use. */
  distance: (metres: number) => string;
}

/** Translator and formatters of the current language; changes with it, without a reload. */
export function useWords(): Words {
  const { t, i18n } = useTranslation();
  const language = i18n.language;
  return useMemo(() => wordsOf(t, language), [t, language]);
}

function wordsOf(t: TFunction, language: string): Words {
  const locale = LOCALES[language] ?? 'es-MX';
  const dates: Record<DatePrecision, Intl.DateTimeFormat> = {
    day: new Intl.DateTimeFormat(locale, {
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      timeZone: 'UTC',
    }),
    month: new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }),
    year: new Intl.DateTimeFormat(locale, { year: 'numeric', timeZone: 'UTC' }),
  };
  const numbers = [0, 1, 2].map((digits) => new Intl.NumberFormat(locale, { maximumFractionDigits: digits }));
  const whole = numbers[0] as Intl.NumberFormat;
  const percents = new Intl.NumberFormat(locale, {
    style: 'percent',
    maximumFractionDigits: 0,
    // Never "-0 %".
    signDisplay: 'negative',
  });
  const times = new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit' });
  const moments = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const number = (value: number, digits = 0) => (numbers[digits] ?? whole).format(value);
  return {
    t,
    language,
    number,
    percent: (share) => (share > 0 && share < 0.005 ? `< ${percents.format(0.01)}` : percents.format(share)),
    date: (isoDay, precision = 'day') => dates[precision].format(new Date(`${isoDay}T00:00:00Z`)),
    time: (momentMs) => times.format(momentMs),
    moment: (momentMs) => moments.format(momentMs),
    // Spanish has a third form for whole millions ("un millón de"); our texts count with digits, so only
    // one and other are ever asked for.
    counted: (value) => ({ count: value === 1 ? 1 : 2, n: whole.format(value) }),
    distance: (metres) => {
      if (metres < 950) return `${whole.format(Math.round(metres / 10) * 10)} m`;
      return `${number(metres / 1000, metres < 9_500 ? 1 : 0)} km`;
    },
  };
}
