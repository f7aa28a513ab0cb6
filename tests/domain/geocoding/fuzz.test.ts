import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { embeddedReference } from '../../../cli/embedded-reference.ts';
import { createGeocoder } from '../../../domain/geocoding/geocoder.ts';
import { PLACE_TEXTS } from './place-texts.ts';

const SEED = 20180430;
const LONGEST = 100_000;
const geocoder = createGeocoder(embeddedReference());

/** Texts made to hurt: separators, relation words and names over and over. */
const BAD_UNITS = [
  'a',
  ' ',
  ',',
  '.',
  'N.L. ',
  'km 5 ',
  'a 5 km al norte de ',
  'entre ',
  'entre A y B ',
  'carretera Arriaga-',
  'Emiliano Zapata ',
  'Emiliano Zapata, ',
  'San Antonio y ',
  'Hidalgo, ',
  'Coahuila, Hidalgo; ',
  'Cuidadd ',
  'xqzwv ',
  'Río Bravo ',
  'de la ',
  '\u0301',
  '😀',
  '\ud800',
  'ﷺ',
  '漢字 ',
  '١٢٣ ',
];

/** Of this process, not of the clock: what else the machine does must not decide. */
function cpuMilliseconds(text: string): number {
  const start = process.cpuUsage();
  geocoder.geocode(text);
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

describe('any text', () => {
  it('of any Unicode gets an answer of a known kind', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        expect(['placed', 'ambiguous', 'unmatched']).toContain(geocoder.geocode(text).status);
      }),
      { seed: SEED, numRuns: 3000 },
    );
  });

  it('made of pieces of real texts gets an answer with a radius and a point on Earth', () => {
    const pieces = PLACE_TEXTS.flatMap(({ text }) => text.split(/(?<=[\s,.-])/));
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 60 }), (parts) => {
        const result = geocoder.geocode(parts.join(''));
        if (result.status !== 'placed') return;
        expect(result.radiusM).toBeGreaterThan(0);
        expect(Math.abs(result.lat)).toBeLessThanOrEqual(90);
        expect(Math.abs(result.lon)).toBeLessThanOrEqual(180);
        expect(result.score).toBeGreaterThan(0);
        expect(result.score).toBeLessThanOrEqual(1);
      }),
      { seed: SEED, numRuns: 3000 },
    );
  });

  it.each(BAD_UNITS.map((unit) => ({ unit })))('of 100 kB of $unit takes at most linear time', ({ unit }) => {
    const long = unit.repeat(Math.ceil(LONGEST / unit.length)).slice(0, LONGEST);
    const short = long.slice(0, LONGEST / 10);
    cpuMilliseconds(long);
    const tenth = Math.min(...Array.from({ length: 5 }, () => cpuMilliseconds(short)));
    const whole = Math.min(...Array.from({ length: 3 }, () => cpuMilliseconds(long)));
    // Ten times the text: quadratic work would take a hundred times as long. 20 ms are for noise.
    expect(whole).toBeLessThan(tenth * 30 + 20);
  });

  it('is answered alike twice', () => {
    for (const { text } of PLACE_TEXTS) expect(geocoder.geocode(text)).toEqual(geocoder.geocode(text));
  });
});
