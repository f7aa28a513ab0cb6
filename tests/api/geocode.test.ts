import { afterAll, beforeAll, expect, it } from 'vitest';
import { geocodeSchema } from '../../api/contract-geocode.ts';
import { addToponyms } from '../../data/gazetteer.ts';
import { describeOnBothDatabases } from '../databases.ts';
import { startServer, type TestServer } from '../server.ts';

describeOnBothDatabases('the geocoder over the API', (db) => {
  let server: TestServer;
  const ask = async (query: Record<string, string>) => {
    const response = await server.fetchAs('recipient', `/api/geocode?${new URLSearchParams(query)}`);
    expect(response.status).toBe(200);
    return geocodeSchema.parse(await response.json());
  };

  beforeAll(async () => {
    server = await startServer(db.database);
  });
  afterAll(() => server?.stop());

  it('places a text, with point, precision, radius and the rule that says why', async () => {
    const answer = await ask({ text: 'Ixtepec, Oaxaca' });
    expect(answer).toMatchObject({ status: 'placed', precision: 'locality', stateCode: '20' });
    if (answer.status !== 'placed') throw new Error(answer.status);
    expect(Math.hypot(answer.lon + 95.1, answer.lat - 16.56)).toBeLessThan(0.1);
    expect(answer.radiusM).toBeGreaterThan(0);
    expect(answer.matches.map(({ name }) => name)).toContain('Oaxaca');
  });

  it('names the corridor of a text on the rail', async () => {
    const answer = await ask({ text: 'sobre el tren entre Arriaga e Ixtepec', onRail: 'true' });
    expect(answer).toMatchObject({ status: 'placed', linearReference: { corridorId: expect.any(String) } });
    expect(answer.status === 'placed' && answer.corridorName).toBeTruthy();
  });

  it('lists the candidates of homonyms, and a state leaves those that are in it', async () => {
    const answer = await ask({ text: 'La Esperanza' });
    if (answer.status !== 'ambiguous') throw new Error(answer.status);
    expect(answer.candidates.length).toBeGreaterThan(2);
    const { stateCode } = answer.candidates[1];
    const inState = await ask({ text: 'La Esperanza', state: stateCode });
    const found =
      inState.status === 'placed' ? [inState] : inState.status === 'ambiguous' ? inState.candidates : [];
    expect(new Set(found.map((place) => place.stateCode))).toEqual(new Set([stateCode]));
  });

  it('says by name why a text has no place', async () => {
    expect(await ask({ text: 'zzzz qqqq' })).toEqual({ status: 'unmatched', reason: 'no-toponym' });
    expect(await ask({ text: '  ' })).toEqual({ status: 'unmatched', reason: 'empty' });
  });

  it('knows a place as soon as the user has loaded it', async () => {
    expect(await ask({ text: 'Rancho Zzyzx' })).toMatchObject({ status: 'unmatched' });
    const place = {
      id: 'user:zzyzx',
      name: 'Rancho Zzyzx',
      otherNames: [],
      lon: -99,
      lat: 20,
      population: 10,
      countryCode: 'MX',
      stateCode: '13',
      municipalityCode: '',
      kind: 'locality' as const,
    };
    await addToponyms(db.database, [place], 'test');
    expect(await ask({ text: 'Rancho Zzyzx' })).toMatchObject({ status: 'placed', lon: -99, lat: 20 });
  });

  it('refuses what is no question', async () => {
    for (const query of ['', '?text=a&state=7', `?text=${'x'.repeat(600)}`, '?text=a&where=b']) {
      expect((await server.fetchAs('analyst', `/api/geocode${query}`)).status, query).toBe(400);
    }
  });
});
