import type { Translate } from '../domain/geocoding/explain.ts';
import { wordsOf } from './words.ts';

/** The geocoding catalogue in one language, for the terminal. */
export function geocodingTexts(language: 'es' | 'en'): Translate {
  const t = wordsOf(language);
  return (key, values) => t(`geocoding:${key}`, values);
}
