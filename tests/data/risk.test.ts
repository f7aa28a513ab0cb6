import { beforeAll, beforeEach, expect, it } from 'vitest';
import { readNetwork } from '../../data/corridors.ts';
import { readLixelStates, readRiskInput, USUAL_RISK } from '../../data/risk.ts';
import { FULL_DISCLOSURE } from '../../domain/access/disclosure.ts';
import { buildNetworkGraph, type NetworkGraph } from '../../domain/network/graph.ts';
import type { NetworkRisk } from '../../domain/risk/network-risk.ts';
import { answerRisk, createRiskModel, type RiskModel } from '../../domain/risk/risk-model.ts';
import {
  bitMask,
  CRIMES,
  type Crime,
  isPredatory,
  PERPETRATORS,
  type Perpetrator,
} from '../../domain/taxonomy.ts';
import { describeOnBothDatabases } from '../databases.ts';

const AS_OF = '2018-04-30';

interface Told {
  kind?: 'crime' | 'hazard';
  crimes?: Crime[];
  perpetrators?: Perpetrator[];
  day?: string;
  lon?: number | null;
  lat?: number;
  radiusM?: number;
  precision?: string;
  placeType?: string;
  corridorKm?: number | null;
  offsetM?: number;
}

describeOnBothDatabases('risk of the network', (db) => {
  let graph: NetworkGraph;
  let model: RiskModel;
  let id = 0;

  beforeAll(async () => {
    const { network } = await readNetwork(db.database.pool);
    graph = buildNetworkGraph(network);
    model = createRiskModel(graph, await readLixelStates(db.database.pool, graph));
    // One source that tells of every state without a gap, and of Guanajuato only until 2017.
    await db.database.pool.query(
      `insert into coverage (source_id, synthetic, state_code, first_day, last_day, report_days, usual_gap_days, as_of)
       select 's', true, code, '2014-01-01', case when code = '11' then date '2017-03-01' else '2018-04-30' end,
         500, 20, '2018-04-30'
       from (select code from state union all select '') s`,
    );
  });
  beforeEach(() => db.database.pool.query('delete from incident'));

  /** Stores an incident on the track between Arriaga and Ixtepec, unless told otherwise. */
  async function told(...incidents: Told[]): Promise<void> {
    for (const one of incidents) {
      const km = one.corridorKm === undefined ? 380 : one.corridorKm;
      const [lon, lat] = graph.pointAt(graph.placeOf('chiapas-coast', km ?? 380)!);
      await db.database.pool.query(
        `insert into incident (incident_id, kind, hazard, principal_crime, crime_mask, perpetrator_mask, first_day,
           last_day, date_precision, place_type, how_known, synthetic, n_reports, n_sources, place_source_id,
           place_report_id, place_status, geom, precision, radius_m, state_code, corridor_id, corridor_km,
           corridor_offset_m)
         values ($1, $2, null, null, $3, $4, $5, $5, 'day', $6, 'reported', true, 2, 1, 's', 'r', 'placed',
           ST_SetSRID(ST_MakePoint($7, $8), 4326), $9, $10, '20', $11, $12, $13)`,
        [
          ++id,
          one.kind ?? 'crime',
          bitMask(CRIMES, one.crimes ?? ['robbery']),
          bitMask(PERPETRATORS, one.perpetrators ?? ['gang']),
          one.day ?? '2018-01-15',
          one.placeType ?? 'train',
          one.lon === undefined ? lon : one.lon,
          one.lat ?? lat,
          one.precision ?? 'locality',
          one.radiusM ?? 1000,
          km === null ? null : 'chiapas-coast',
          km,
          one.offsetM ?? 100,
        ],
      );
    }
  }

  const risk = async (filter = {}, options = USUAL_RISK): Promise<NetworkRisk> => {
    const asked = { asOf: AS_OF, from: '2016-01-01', disclosure: FULL_DISCLOSURE, ...filter };
    return answerRisk(model, await readRiskInput(db.database.pool, asked, options))!;
  };
  const total = ({ stretches }: NetworkRisk) => stretches.reduce((sum, { count }) => sum + count, 0);

  it.each(CRIMES)('counts %s as far as it is predatory', async (crime) => {
    await told({ crimes: [crime] });
    expect(total(await risk())).toBe(isPredatory(crime) ? 1 : 0);
    expect(total(await risk({ crime: [crime] }))).toBe(isPredatory(crime) ? 1 : 0);
  });

  it('counts a robbery that came with smuggling, as a robbery', async () => {
    await told({ crimes: ['smuggling', 'robbery'] });
    const found = await risk();
    expect(total(found)).toBe(1);
    const crimes = found.stretches.flatMap(({ evidence }) => evidence.crimes.map(({ crime }) => crime));
    expect(crimes).toEqual(['robbery']);
    expect(total(await risk({ crime: ['smuggling'] }))).toBe(0);
  });

  it('never counts a hazard, whatever stands beside it', async () => {
    await told({ kind: 'hazard', crimes: [] }, { kind: 'hazard', crimes: ['homicide'] });
    expect(total(await risk())).toBe(0);
    expect(total(await risk({ kind: 'hazard' }))).toBe(0);
    await told({ crimes: ['homicide'] });
    expect(total(await risk({ kind: 'hazard' }))).toBe(0);
    expect(total(await risk())).toBe(1);
  });

  it('counts what is within 5 km of the track and known as well, to its stretch', async () => {
    await told({ offsetM: 4999, radiusM: 5000 });
    const { stretches, counted } = await risk();
    const at = graph.stretches.findIndex(
      ({ corridorId, fromKm, toKm }) => corridorId === 'chiapas-coast' && fromKm <= 380 && toKm >= 380,
    );
    expect(stretches[at]!.count).toBe(1);
    expect(counted).toEqual({ pinned: 1, spread: 0, far: 0, vague: 0, mass: 1 });
    expect(graph.stretches[at]!.fromStation).toBe('Arriaga');
  });

  it('leaves out what is farther than 5 km', async () => {
    await told({ offsetM: 5001 }, { corridorKm: null });
    expect((await risk()).counted).toEqual({ pinned: 0, spread: 0, far: 2, vague: 0, mass: 0 });
  });

  it('spreads what is known less well over all track within its radius, and never pins it', async () => {
    await told({ radiusM: 30_000, corridorKm: 303 });
    const { counted, lixels, stretches } = await risk();
    expect(counted).toMatchObject({ pinned: 0, spread: 1 });
    expect(lixels.mass.filter((mass) => mass > 0).length).toBeGreaterThan(50);
    expect(Math.max(...lixels.mass)).toBeLessThan(0.025);
    expect(stretches.filter(({ count }) => count > 0).length).toBeGreaterThan(1);
    expect(total(await risk())).toBeCloseTo(1, 9);
  });

  it('spreads what is known by its state over the track there if it was on the train, else leaves it out', async () => {
    await told({ precision: 'state', radiusM: 230_000, corridorKm: null });
    const { counted, lixels } = await risk();
    expect(counted).toMatchObject({ spread: 1, mass: 1 });
    const states = new Set(model.network.lixels.state.filter((_, lixel) => lixels.mass[lixel]! > 0));
    expect([...states]).toEqual(['20']);
    await told({ precision: 'state', radiusM: 230_000, corridorKm: null, placeType: 'urban' });
    expect((await risk()).counted).toMatchObject({ spread: 1, vague: 1, mass: 1 });
  });

  it('answers by period, perpetrator and product date', async () => {
    await told({ day: '2016-03-01' }, { day: '2018-04-01', perpetrators: ['tco'] }, { day: '2018-05-02' });
    expect(total(await risk())).toBe(2);
    expect(total(await risk({ from: '2017-01-01' }))).toBe(1);
    expect(total(await risk({ to: '2017-01-01' }))).toBe(1);
    expect(total(await risk({ perpetrator: ['tco'] }))).toBe(1);
    expect(total(await risk({ asOf: '2018-05-03' }))).toBe(3);
    expect((await risk({ from: undefined })).period).toEqual({ from: 16_861, to: 17_651 });
  });

  it('lets the past decay where asked', async () => {
    await told({ day: '2018-04-30' }, { day: '2018-03-31' });
    const decayed = await risk({}, { ...USUAL_RISK, halfLifeDays: 30 });
    expect(total(decayed)).toBeCloseTo(1.5, 9);
  });

  it('has no score where the state stopped reporting, which is no low risk', async () => {
    await told({});
    const { stretches, lixels } = await risk();
    const inState = (s: number, code: string) =>
      model.network.lixels.state
        .slice(graph.stretches[s]!.firstLixel, graph.stretches[s]!.endLixel)
        .every((state) => state === code);
    const silent = stretches.filter((_, s) => inState(s, '11'));
    expect(silent.length).toBeGreaterThan(0);
    for (const { status, score, covered } of silent) {
      expect([status, score]).toEqual(['no-data', null]);
      expect(covered).toBeGreaterThan(0.4);
      expect(covered).toBeLessThan(0.55);
    }
    expect(stretches.some(({ status, count }) => status === 'estimated' && count === 0)).toBe(true);
    // A year later there is nothing at all to draw there.
    const late = await risk({ from: '2017-06-01' });
    model.network.lixels.state.forEach((state, lixel) => {
      expect(Number.isNaN(late.lixels.density[lixel])).toBe(state === '11');
    });
    expect(lixels.density.every((density) => density >= 0)).toBe(true);
  });

  it('shows accused public servants as unknown to a reader without that right, and counts the crime', async () => {
    await told({ perpetrators: ['official'] });
    const seen = async (officials: boolean) => {
      const found = await risk({ disclosure: { ...FULL_DISCLOSURE, officials } });
      return found.stretches.flatMap(({ evidence }) => evidence.perpetrators.map((one) => one.perpetrator));
    };
    expect(await seen(true)).toEqual(['official']);
    expect(await seen(false)).toEqual(['unknown']);
    expect(total(await risk({ disclosure: { ...FULL_DISCLOSURE, officials: false } }))).toBe(1);
  });

  it('knows the state of every lixel', () => {
    const byCorridor = (id: string) =>
      new Set(
        graph.stretches
          .filter(({ corridorId }) => corridorId === id)
          .flatMap(({ firstLixel, endLixel }) => model.network.lixels.state.slice(firstLixel, endLixel)),
      );
    expect([...byCorridor('chiapas-coast')].sort()).toEqual(['07', '20']);
    expect([...byCorridor('isthmus')].sort()).toEqual(['20', '30']);
    expect(model.network.lixels.state.every((code) => /^\d\d$/.test(code))).toBe(true);
  });

  it('answers without any incident', async () => {
    const { mean, stretches } = await risk({ from: undefined });
    expect(mean).toBeNull();
    expect(new Set(stretches.map(({ status }) => status))).toEqual(new Set(['none-counted', 'no-data']));
  });
});
