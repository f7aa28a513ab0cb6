import { type Advice, type Referral, readAdvice, readReferrals } from '../../data/alerts/texts.ts';
import type { Queryable } from '../../data/database.ts';

type Language = 'es' | 'en';

/** What people wrote to go with alerts. */
export interface AlertTexts {
  advice(language: Language): Promise<Advice>;
  referrals(language: Language, stateCodes: readonly string[]): Promise<Referral[]>;
}

/** Reads each text once, however many messages carry it: for one round of sending. */
export function alertTexts(db: Queryable): AlertTexts {
  const known = new Map<string, Promise<unknown>>();
  const once = <T>(key: string, read: () => Promise<T>): Promise<T> => {
    const found = known.get(key) as Promise<T> | undefined;
    if (found) return found;
    const made = read();
    known.set(key, made);
    return made;
  };
  return {
    advice: (language) => once(language, () => readAdvice(db, language)),
    referrals: (language, stateCodes) =>
      once(`${language} ${stateCodes.join(' ')}`, () => readReferrals(db, language, stateCodes)),
  };
}
