import { describe, expect, it } from 'vitest';
import { embeddedReference } from '../../../cli/embedded-reference.ts';
import { createGeocoder } from '../../../domain/geocoding/geocoder.ts';
import { told } from './told.ts';

const geocoder = createGeocoder(embeddedReference());

describe('what the row says beside its text', () => {
  it('tells which namesake is meant by its state', () => {
    expect(told(geocoder.geocode('Matamoros', { stateCode: '28' }))).toBe('Heroica Matamoros, 28');
    expect(told(geocoder.geocode('Matamoros', { stateCode: '05' }))).toBe('Matamoros, 05');
  });

  it('makes a town of a name that is also a state', () => {
    expect(told(geocoder.geocode('Hidalgo', { stateCode: '05' }))).toBe('Hidalgo, 05');
  });

  it('that repeats the state of the text leaves it a state: Chahuites, Oaxaca is not the city of Oaxaca', () => {
    expect(told(geocoder.geocode('Chahuites, Oaxaca', { stateCode: '20' }))).toBe('Chahuites, 20');
    expect(told(geocoder.geocode('a 3 km de Matías Romero, Oaxaca', { stateCode: '20' }))).toBe(
      told(geocoder.geocode('a 3 km de Matías Romero, Oaxaca')),
    );
    expect(geocoder.geocode('en algún punto de Oaxaca', { stateCode: '20' })).toMatchObject({
      precision: 'state',
    });
  });

  it('gives the state when the text gives nothing', () => {
    expect(told(geocoder.geocode('', { stateCode: '20' }))).toBe('20');
    expect(told(geocoder.geocode('en las vías', { stateCode: '20' }))).toBe('20');
  });

  it('finds the village of its municipality', () => {
    const result = geocoder.geocode('Medias Aguas', { stateCode: '30', municipality: 'Sayula de Alemán' });
    expect(told(result)).toBe('Medias Aguas, 30');
  });

  it('gives the municipality when the text gives nothing finer', () => {
    const result = geocoder.geocode('camino de terracería', { stateCode: '07', municipality: 'Mapastepec' });
    expect(told(result)).toBe('Mapastepec, 07');
    expect(result).toMatchObject({ precision: 'municipality' });
  });

  it('is queued when its state and the state of the text differ', () => {
    expect(geocoder.geocode('Arriaga, Chiapas', { stateCode: '28' })).toMatchObject({
      status: 'ambiguous',
      reason: 'states-contradict',
    });
  });

  it('puts the place on the track when the place type is the train', () => {
    const result = geocoder.geocode('Chahuites, Oaxaca', { onRail: true });
    expect(result).toMatchObject({
      status: 'placed',
      linearReference: { corridorId: 'chiapas-coast', offsetM: 0 },
    });
    expect(geocoder.geocode('Chahuites, Oaxaca')).toMatchObject({ linearReference: null });
  });
});

describe('the linear reference', () => {
  it('lies half way along the track between two stations', () => {
    const result = geocoder.geocode('en el tren entre Arriaga e Ixtepec');
    if (result.status !== 'placed' || result.linearReference === null) throw new Error('not on rail');
    const at = (station: string): number =>
      embeddedReference().corridorPosts.find(
        ({ corridorId, place, isStation }) =>
          isStation && corridorId === 'chiapas-coast' && place.includes(station),
      )!.km;
    expect(result.linearReference.corridorId).toBe('chiapas-coast');
    expect(result.linearReference.km).toBeCloseTo((at('Arriaga') + at('Ixtepec')) / 2, -1);
    expect(result.radiusM).toBeGreaterThanOrEqual(((at('Ixtepec') - at('Arriaga')) * 1000) / 2);
  });

  it('is absent where no track is near', () => {
    expect(geocoder.geocode('vías del tren, San Cristóbal de las Casas, Chiapas')).toMatchObject({
      status: 'placed',
      linearReference: null,
    });
  });
});
