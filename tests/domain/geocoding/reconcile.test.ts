import { describe, expect, it } from 'vitest';
import { embeddedReference } from '../../../cli/embedded-reference.ts';
import { createGeocoder } from '../../../domain/geocoding/geocoder.ts';
import { reconcile } from '../../../domain/geocoding/reconcile.ts';

const geocoder = createGeocoder(embeddedReference());

describe("a row's coordinates and its text", () => {
  it('disagree when the text says Oaxaca and the point lies in Turkey (2019.MMP00655)', () => {
    const text = geocoder.geocode('Río El Novillero, San Pedro Tapanetepec, near Chahuites, Oaxaca, Mexico');
    expect(text.status).toBe('placed');
    expect(reconcile({ lon: 44.242474772, lat: 38.701231409 }, text).decision).toBe('disagree');
  });

  it('disagree also when the text names only a state', () => {
    expect(reconcile({ lon: 36.1, lat: 39.9 }, geocoder.geocode('Oaxaca, Mexico')).decision).toBe('disagree');
  });

  it('let the file stand where its point lies in the circle of the text and is finer', () => {
    const text = geocoder.geocode('Chiapas, Mexico');
    expect(reconcile({ lon: -92.26, lat: 14.9 }, text)).toMatchObject({ decision: 'file-finer' });
  });

  it('let the text stand where the file is coarse and covers it', () => {
    const text = geocoder.geocode('Puente Internacional II, Piedras Negras, Coahuila');
    expect(reconcile({ lon: -100.6, lat: 28.8, radiusM: 60_000 }, text).decision).toBe('text-finer');
  });

  it('agree where both are about as fine and near', () => {
    const text = geocoder.geocode('Chahuites, Oaxaca');
    expect(reconcile({ lon: -94.19, lat: 16.29, radiusM: 12_000 }, text).decision).toBe('agree');
  });

  it('leave the file unconfirmed where the text gives no place', () => {
    const text = geocoder.geocode('Various locations in Mexico');
    expect(reconcile({ lon: -99, lat: 19 }, text)).toEqual({
      decision: 'text-unplaced',
      reason: 'country-only',
    });
  });

  it('use the point to choose among namesakes, and disagree where it fits none', () => {
    const text = geocoder.geocode('Emiliano Zapata');
    expect(text.status).toBe('ambiguous');
    if (text.status !== 'ambiguous') return;
    const [first] = text.candidates;
    expect(reconcile({ lon: first!.lon, lat: first!.lat }, text).decision).toBe('file-finer');
    expect(reconcile({ lon: -115, lat: 30 }, text).decision).toBe('disagree');
  });
});
