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
  percent(share: number): string;
  date(isoDay: string): string;
  /** Of `2018-04`. */
  month(month: string): string;
  /** A word of a dimension as people say it. */
  word(dimension: Dimension, word: string, lens: Pick<Lens, 'group'>): string;
  state(code: string): string;
}

const stateNames = new Map(STATES.map(({ code, name }) => [code, name]));

/** Words from a translator; numbers and dates as the language writes them. */
export function figureWords(t: Translate, language: 'es' | 'en'): FigureWords {
  const locale = language === 'en' ? 'en' : 'es-MX';
  const numbers = [0, 1, 2, 3].map(
    (digits) => new Intl.NumberFormat(locale, { maximumFractionDigits: digits }),
  );
  const percents = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  const dayOf = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  });
  const monthOf = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' });
  const utc = (isoDay: string) => new Date(`${isoDay}T00:00:00Z`);
  const state = (code: string) => stateNames.get(code) ?? t('patterns:noState');
  return {
    t,
    language,
    number: (value, digits = 0) => (numbers[digits] ?? numbers[0])!.format(value),
    percent: (share) => (share > 0 && share < 0.005 ? `< ${percents.format(0.01)}` : percents.format(share)),
    date: (isoDay) => dayOf.format(utc(isoDay)),
    month: (month) => monthOf.format(utc(`${month}-01`)),
    state,
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

/** First letter large, as a sentence begins. */
export function sentence(text: string): string {
  return text.charAt(0).toLocaleUpperCase('es') + text.slice(1);
}
