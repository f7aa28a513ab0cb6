import { describe, expect, it } from 'vitest';
import type { StretchRiskRow } from '../../api/contract-network.ts';
import type { Words } from '../../web/format.ts';
import { startTranslator } from '../../web/i18n.ts';
import { andWord, stretchSentence } from '../../web/network/stretchSentence.ts';
import { stretchEnds } from '../../web/panel/stretchEnds.ts';

const number = (value: number, digits = 0) => value.toFixed(digits);
const translators = { es: await startTranslator('es'), en: await startTranslator('en') };
const words = (language: 'es' | 'en') =>
  ({
    t: translators[language].t as Words['t'],
    number,
    counted: (value: number) => ({ count: value === 1 ? 1 : 2, n: number(value) }),
    language,
  }) as const;
const between = (fromStation: string, toStation: string) => ({
  fromStation,
  toStation,
  fromKm: 0,
  toKm: 216.1,
});

describe('the ends of a stretch', () => {
  it('are named by their stations, and by their km where there are none', () => {
    expect(stretchEnds(words('es'), between('Arriaga', 'Ixtepec'))).toEqual({
      from: 'Arriaga',
      to: 'Ixtepec',
    });
    expect(stretchEnds(words('es'), between('', 'Agua Blanca')).from).toBe('el km 0');
    expect(stretchEnds(words('en'), between('Arriaga', '')).to).toBe('km 216');
  });

  it.each([
    ['Ixtepec', 'e'],
    ['Irapuato', 'e'],
    ['Hidalgo', 'e'],
    ['Hierro', 'y'],
    ['Apizaco', 'y'],
  ])('are joined as Spanish speaks: and %s is %s', (next, word) => {
    expect(andWord(next, 'es')).toBe(word);
    expect(andWord(next, 'en')).toBe('and');
  });
});

describe('the sentence of a stretch', () => {
  const period = { from: '2017-05-01', to: '2018-04-30' };
  const row = (more: object) =>
    ({ ...between('Arriaga', 'Ixtepec'), status: 'estimated', ...more }) as unknown as StretchRiskRow;

  it.each([
    [
      38,
      { value: 2, low: 1.5, high: 2.6 },
      'Entre Arriaga e Ixtepec se reportaron 38 delitos predatorios en 12 meses, el doble de lo esperado (IC 95 %: 1.5 a 2.6).',
    ],
    [
      1,
      { value: 0.3, low: 0.1, high: 0.9 },
      'Entre Arriaga e Ixtepec se reportó 1 delito predatorio en 12 meses, 0.3 veces lo esperado (IC 95 %: 0.1 a 0.9).',
    ],
  ])('says %d crimes against what is expected', (count, timesMean, sentence) => {
    expect(stretchSentence(words('es'), row({ count, timesMean }), period)).toBe(sentence);
  });

  it('says that it does not know, which is not that there is no risk', () => {
    expect(stretchSentence(words('es'), row({ status: 'no-data', timesMean: null }), period)).toMatch(
      /no se sabe qué tan peligroso es\. Sin datos no es sin riesgo\.$/,
    );
  });
});
