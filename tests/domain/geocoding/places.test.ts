import { describe, expect, it } from 'vitest';
import { embeddedReference } from '../../../cli/embedded-reference.ts';
import { createGeocoder } from '../../../domain/geocoding/geocoder.ts';
import { PLACE_TEXTS } from './place-texts.ts';
import { told } from './told.ts';

const geocoder = createGeocoder(embeddedReference());

describe('a place text', () => {
  it.each(PLACE_TEXTS.map((row) => ({ ...row, title: `"${row.text}" is ${row.is} because ${row.because}` })))(
    '$title',
    ({ text, is, rule }) => {
      const result = geocoder.geocode(text);
      expect(told(result)).toBe(is);
      if (rule !== undefined) expect(result.status === 'placed' ? result.rule : result.status).toBe(rule);
    },
  );

  it('is one of at least 200, each different', () => {
    expect(new Set(PLACE_TEXTS.map(({ text }) => text)).size).toBeGreaterThanOrEqual(200);
  });
});
