import { STATES } from '../../states.ts';
import { type Dimension, type Lens, NO_STATE } from '../lens.ts';

/** Says a text of the catalogues, `namespace:key`. */
export type Translate = (key: string, values?: Readonly<Record<string, string | number>>) => string;

/** The words and numbers of figures in one language. */
export interface FigureWords {
  t: Translate;
  language: 'es' | 'en';
  /** At most `digits` after the point. */
  number(value: number, digits?: number): string;
  /** Whole percents unless one digit is asked for. */
  percent(share: number, digits?: number): string;
  date(isoDay: string): string;
  /** Of `2018-04`. */
  month(month: string): string;
  /** A word of a dimension as people say it. */
  word(dimension: Dimension, word: string, lens: Pick<Lens, 'group'>): string;
  state(code: string): string;
  /** "A, B and C". */
  list(parts: readonly string[]): string;
}

const stateNames = new Map(STATES.map(({ code, name }) => [code, name]));

/** Words from a translator; numbers and dates as the language writes them. */
export function figureWords(translate: Translate, language: 'es' | 'en'): FigureWords {
  const t = remembered(translate);
  const locale = language === 'en' ? 'en' : 'es-MX';
  const numbers = [0, 1, 2, 3].map(
    (digits) => new Intl.NumberFormat(locale, { maximumFractionDigits: digits }),
  );
  const percents = [0, 1].map(
    (digits) =>
      new Intl.NumberFormat(locale, {
        style: 'percent',
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
      }),
  );
  const wholePercents = new Map<number, string>();
  const dayOf = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  });
  const monthOf = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' });
  const lists = new Intl.ListFormat(locale, { type: 'conjunction' });
  const utc = (isoDay: string) => new Date(`${isoDay}T00:00:00Z`);
  const months = new Map<string, string>();
  const state = (code: string) => stateNames.get(code) ?? t('patterns:noState');
  return {
    t,
    language,
    number: (value, digits = 0) => (numbers[digits] ?? numbers[0])!.format(value),
    percent: (share, digits = 0) => {
      if (digits > 0) return (percents[digits] ?? percents[0])!.format(share);
      if (share > 0 && share < 0.005) return `< ${percents[0]!.format(0.01)}`;
      const whole = Math.round(100 * share) || 0;
      const said = wholePercents.get(whole) ?? percents[0]!.format(whole / 100);
      wholePercents.set(whole, said);
      return said;
    },
    date: (isoDay) => dayOf.format(utc(isoDay)),
    month: (month) => {
      const said = months.get(month) ?? monthOf.format(utc(`${month}-01`));
      months.set(month, said);
      return said;
    },
    state,
    list: (parts) => lists.format(parts),
    word: (dimension, word, { group }) => {
      switch (dimension) {
        case 'state':
          return word === NO_STATE ? t('patterns:noState') : state(word);
        case 'crime':
          return t(`taxonomy:${group === 'hazard' ? 'hazard' : 'crime'}.${word}`);
        case 'perpetrator':
          return t(`taxonomy:perpetrator.${word}`);
        case 'place':
          return t(`taxonomy:placeType.${word}`);
        case 'known':
          return t(`taxonomy:howKnown.${word}`);
        case 'border':
          return t(`patterns:border.${word}`);
        case 'rail':
          return t(`patterns:rail.${word}`);
      }
    },
  };
}

/** A brush says the same hundreds of words again: those without values are asked for once. */
function remembered(translate: Translate): Translate {
  const known = new Map<string, string>();
  return (key, values) => {
    if (values !== undefined) return translate(key, values);
    const said = known.get(key) ?? translate(key);
    known.set(key, said);
    return said;
  };
}

/** First letter large, as a sentence begins. */
export function sentence(text: string): string {
  return text.charAt(0).toLocaleUpperCase('es') + text.slice(1);
}
