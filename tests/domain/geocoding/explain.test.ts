import { describe, expect, it } from 'vitest';
import { embeddedReference } from '../../../cli/embedded-reference.ts';
import { geocodingTexts } from '../../../cli/geocoding-texts.ts';
import { explain } from '../../../domain/geocoding/explain.ts';
import { createGeocoder } from '../../../domain/geocoding/geocoder.ts';
import { RULE_RADII } from '../../../domain/geocoding/radius.ts';
import en from '../../../domain/locales/en/geocoding.json' with { type: 'json' };
import es from '../../../domain/locales/es/geocoding.json' with { type: 'json' };
import { PLACE_TEXTS } from './place-texts.ts';

const geocoder = createGeocoder(embeddedReference());
const translators = new Map([
  ['es', geocodingTexts('es')],
  ['en', geocodingTexts('en')],
]);

describe('the explanation', () => {
  it('says in Spanish what the tracks at Chahuites were read as', () => {
    const told = explain(geocoder.geocode('cerca de las vías, Chahuites, Oaxaca'), translators.get('es')!);
    expect(told).toContain('vías');
    expect(told).toContain('Chahuites (Oaxaca)');
    expect(told).toContain('kilómetro');
  });

  it('names the candidates of an ambiguous text in English', () => {
    const told = explain(geocoder.geocode('Emiliano Zapata'), translators.get('en')!);
    expect(told).toContain('Emiliano Zapata (Morelos)');
    expect(told).toContain('A person must decide');
  });

  it.each(['es', 'en'])('leaves no gap and no raw key in %s for any text of the table', (language) => {
    for (const { text } of PLACE_TEXTS) {
      const told = explain(geocoder.geocode(text), translators.get(language)!);
      expect(told, text).not.toMatch(/\{\{|\}\}|«»|“”|\(\)| {2}|\b(rule|precision|ambiguous|unmatched)\./);
    }
  });

  it('has a sentence in both languages for every rule, and for what a person decides', () => {
    const decided = ['decided-candidate', 'decided-file', 'decided-point', 'decided-text', 'place-withheld'];
    for (const catalogue of [es, en])
      expect(Object.keys(catalogue.rule).sort()).toEqual([...Object.keys(RULE_RADII), ...decided].sort());
  });

  it('has the same keys in both languages', () => {
    expect(keysOf(en)).toEqual(keysOf(es));
  });
});

function keysOf(value: object, prefix = ''): string[] {
  return Object.entries(value).flatMap(([key, inner]) =>
    typeof inner === 'string' ? [prefix + key] : keysOf(inner as object, `${prefix}${key}.`),
  );
}
