import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { kmToLines } from '../../data/reference/lines.ts';
import { REPOSITORY } from '../../data/reference/repository.ts';
import { readCorridorPosts } from '../../data/reference/tables.ts';
import { dayOf, isoDay, slashedDay, spelledDay, spelledMonth } from '../../data/sample/calendar.ts';
import { SAMPLE_COLUMNS, type SampleRow, TRUTH_COLUMNS, type TruthRow } from '../../data/sample/columns.ts';
import {
  INCIDENTS_BY_STATE,
  KIDNAPPINGS,
  KIDNAPPINGS_BY_STATE,
  NEAR_MISSES,
  NORTHERN_BORDER,
  PLANTED_CLUSTER,
  SAMPLE_SEED,
} from '../../data/sample/distributions.ts';
import { generateSample } from '../../data/sample/generate.ts';
import { distanceKm, moved, windOf } from '../../data/sample/plane.ts';
import { seededRandom } from '../../data/sample/random.ts';
import { makeSample, sampleReference } from '../../data/sample/sample-files.ts';
import { SUMMARY_MARK } from '../../data/sample/summary.ts';
import { SPOILINGS } from '../../data/sample/wrong-rows.ts';
import en from '../../domain/locales/en/taxonomy.json' with { type: 'json' };
import es from '../../domain/locales/es/taxonomy.json' with { type: 'json' };
import { HIGH_IMPACT_CRIMES } from '../../domain/taxonomy.ts';

const PLANTED = PLANTED_CLUSTER.perFortnight.reduce((a, b) => a + b);

const table = (name: string) => readFileSync(join(REPOSITORY, 'data/reference', name), 'utf8');
const committed = (name: string) => readFileSync(join(REPOSITORY, 'data/sample', name), 'utf8');
const sampleCsv = committed('camrd-sample.csv');
const truthCsv = committed('camrd-sample-truth.csv');
const rows = parse(sampleCsv, { columns: true }) as SampleRow[];
const truths = parse(truthCsv, { columns: true }) as TruthRow[];
const pairs = rows.map((row, index) => ({ row, truth: truths[index]! }));
const good = pairs.filter(({ truth }) => truth.wrong_reason === '');
/** One row for each true incident: its first report. */
const incidents = good.filter(({ truth }) => truth.duplicate_of_event === '0');

/** A cell's values as words of the taxonomy, whether it was written in Spanish or English. */
function coded(kind: 'crime' | 'perpetrator' | 'placeType', cell: string): string[] {
  const words = new Map<string, string>();
  for (const language of [es, en])
    for (const [code, word] of Object.entries(language[kind])) words.set(word, code);
  const values = cell === '' ? [] : cell.split(';').map((value) => value.trim().toLowerCase());
  return values.map((value) => words.get(value) ?? `not in the taxonomy: ${value}`);
}
const crimesOf = (row: SampleRow) => coded('crime', row.delitos);
const principalPerpetrator = (row: SampleRow) => coded('perpetrator', row.presuntos_responsables)[0]!;

function tally(values: readonly string[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]);
}

const generated = makeSample(table);
const stateOfEvent = new Map(
  generated.sample.incidents.map(({ eventId, site }) => [eventId, site.stateCode]),
);
const inState = (code: string) => incidents.filter(({ truth }) => stateOfEvent.get(truth.event_id) === code);
const pointOf = (truth: TruthRow) => ({ lon: Number(truth.lon), lat: Number(truth.lat) });

describe('the generator', () => {
  it('writes the committed files, byte for byte', () => {
    expect(generated.sampleCsv).toBe(sampleCsv);
    expect(generated.truthCsv).toBe(truthCsv);
  });

  it('gives the same bytes for the same seed and others for another', () => {
    expect(makeSample(table).sampleCsv).toBe(generated.sampleCsv);
    const other = generateSample(SAMPLE_SEED + 1, sampleReference(table));
    expect(other.rows).not.toEqual(generated.sample.rows);
  });

  it('keeps its counts for any seed: states, kidnappings, near misses, planted incidents', () => {
    for (const seed of [1, 2, 4_000_000_000]) {
      const { incidents: drawn } = generateSample(seed, sampleReference(table));
      expect(drawn).toHaveLength(1_500);
      expect(Object.fromEntries(tally(drawn.map(({ site }) => site.stateCode)))).toEqual(INCIDENTS_BY_STATE);
      expect(drawn.filter(({ crimes }) => crimes.includes('kidnapping'))).toHaveLength(KIDNAPPINGS);
      expect(drawn.filter(({ nearMissOf }) => nearMissOf !== null)).toHaveLength(NEAR_MISSES);
      expect(drawn.filter(({ planted }) => planted)).toHaveLength(PLANTED);
      expect(isoDay(Math.max(...drawn.map(({ day }) => day)))).toBe('2018-04-30');
    }
  });

  it('has quotas that add up', () => {
    const sum = (counts: Readonly<Record<string, number>>) => Object.values(counts).reduce((a, b) => a + b);
    expect(sum(INCIDENTS_BY_STATE)).toBe(1_500);
    expect(sum(KIDNAPPINGS_BY_STATE)).toBe(KIDNAPPINGS);
  });
});

describe('the sample file', () => {
  it('has the agreed columns, one row of truth per row, and folios in order', () => {
    expect(sampleCsv.slice(0, sampleCsv.indexOf('\n'))).toBe(SAMPLE_COLUMNS.join());
    expect(truthCsv.slice(0, truthCsv.indexOf('\n'))).toBe(TRUTH_COLUMNS.join());
    expect(truths.map(({ folio }) => folio)).toEqual(rows.map(({ folio }) => folio));
    expect(new Set(rows.map(({ folio }) => folio)).size).toBe(rows.length);
    expect(incidents).toHaveLength(1_500);
  });

  it('says in every row that it is synthetic: the mark, the summary, the publisher, the link', () => {
    for (const { sintetico, resumen, fuente, enlace } of rows) {
      expect(sintetico).toBe('sí');
      expect(resumen.startsWith(`${SUMMARY_MARK} `)).toBe(true);
      expect(fuente).toMatch(/Sintétic[oa]/);
      expect(enlace === '' || enlace.startsWith('https://ejemplo.invalid/')).toBe(true);
    }
  });

  it('holds nothing that looks like a phone, an e-mail, a CURP or a passport', () => {
    const personal = {
      phone: /(?:\d[\s-]?){9,}\d/,
      email: /\S@\S/,
      curp: /\b[A-Z]{4}\d{6}[HMX][A-Z]{5}[A-Z0-9]\d\b/i,
      passport: /\b[A-Z]{1,2}\d{6,9}\b/i,
    };
    for (const row of rows) {
      for (const cell of Object.values(row)) {
        for (const [kind, pattern] of Object.entries(personal)) expect(cell, kind).not.toMatch(pattern);
      }
    }
  });

  it('runs from 2016-01-01 to 2018-04-30, and no good row is dated or published later', () => {
    const days = incidents.map(({ truth }) => truth.true_date).sort();
    expect(days[0]! >= '2016-01-01' && days[0]! < '2016-01-08').toBe(true);
    expect(days.at(-1)).toBe('2018-04-30');
    for (const { row } of good) {
      const iso = row.fecha_de_publicacion.includes('/')
        ? row.fecha_de_publicacion.split('/').reverse().join('-')
        : row.fecha_de_publicacion;
      expect(iso >= '2016-01-01' && iso <= '2018-04-30').toBe(true);
    }
    const lastDayRow = incidents.find(({ truth }) => truth.true_date === '2018-04-30');
    expect(lastDayRow?.row.fecha_del_hecho).toBe('2018-04-30');
  });

  it('writes dates in all legal forms, and the first reports’ dates are true', () => {
    const forms = { iso: 0, slashed: 0, spelled: 0, month: 0, year: 0 };
    for (const { row, truth } of incidents) {
      const day = dayOf(truth.true_date);
      const text = row.fecha_del_hecho;
      if (text === isoDay(day)) forms.iso++;
      else if (text === slashedDay(day)) forms.slashed++;
      else if (text === spelledDay(day)) forms.spelled++;
      else if (text === spelledMonth(day)) forms.month++;
      else if (text === truth.true_date.slice(0, 4)) forms.year++;
      else expect.fail(`${row.folio} is dated ${text}, truly ${truth.true_date}`);
    }
    expect(forms.iso).toBeGreaterThan(500);
    expect(forms.slashed).toBeGreaterThan(250);
    expect(forms.spelled).toBeGreaterThan(200);
    expect(forms.month).toBeGreaterThan(20);
    expect(forms.year).toBeGreaterThan(0);
  });

  it('uses the taxonomy’s words, a few of them English, several to a row', () => {
    for (const { row, truth } of good) {
      for (const code of [...crimesOf(row), ...coded('perpetrator', row.presuntos_responsables)]) {
        expect(code).not.toMatch(/not in the taxonomy/);
      }
      expect(coded('placeType', row.tipo_de_lugar)[0] ?? 'unknown').not.toMatch(/not in the taxonomy/);
      expect(crimesOf(row)[0]).toBe(truth.principal_crime);
    }
    const english = good.filter(({ row }) => row.como_se_supo.match(/report|discover|no data/i));
    expect(english.length).toBeGreaterThan(10);
    expect(english.length).toBeLessThan(80);
    const assaultWithRobbery = incidents.filter(({ row }) => {
      const crimes = crimesOf(row);
      return crimes.includes('assault') && crimes.includes('robbery');
    });
    expect(assaultWithRobbery.length).toBeGreaterThan(200);
    expect(incidents.filter(({ row }) => row.presuntos_responsables.includes(';')).length).toBeGreaterThan(
      60,
    );
  });

  it('counts victims that add up wherever they are broken down', () => {
    for (const { row } of good) {
      if (row.victimas_mujeres === '') continue;
      const [women, men, minors] = [row.victimas_mujeres, row.victimas_hombres, row.victimas_menores].map(
        Number,
      );
      expect(women! + men! + minors!).toBe(Number(row.victimas_total));
      expect(Number(row.victimas_menores_no_acompanados)).toBeLessThanOrEqual(minors!);
    }
  });
});

describe('the places', () => {
  it('come in every form of text, mostly without coordinates', () => {
    const shapes = new Map(tally(good.map(({ truth }) => truth.place_shape)));
    const expected = [
      ...['town', 'tracks', 'train', 'between', 'offset', 'road-km', 'road'],
      ...['neighbourhood', 'crossing', 'municipality', 'state'],
    ];
    expect([...shapes.keys()].sort()).toEqual(expected.sort());
    for (const [shape, count] of shapes) expect(count, shape).toBeGreaterThanOrEqual(20);
    const located = good.filter(({ row }) => row.latitud !== '');
    expect(located.length / good.length).toBeGreaterThan(0.1);
    expect(located.length / good.length).toBeLessThan(0.3);
  });

  it('have coordinates within 300 m of the truth where they have any, and say so', () => {
    for (const { row, truth } of good) {
      expect(truth.precision === 'exact').toBe(row.latitud !== '');
      if (row.latitud === '') continue;
      const km = distanceKm({ lon: Number(row.longitud), lat: Number(row.latitud) }, pointOf(truth));
      expect(km).toBeLessThan(0.3);
    }
  });

  it('lose accents, shout and abbreviate as real files do', () => {
    const texts = good.map(({ row }) => row.lugar);
    expect(texts.filter((text) => /\bvias\b/.test(text)).length).toBeGreaterThan(5);
    expect(texts.filter((text) => text.length > 8 && text === text.toUpperCase()).length).toBeGreaterThan(20);
    expect(texts.filter((text) => /(Chis|Oax|Ver|Tamps|Tab)\.$/.test(text)).length).toBeGreaterThan(50);
    expect(texts.some((text) => /Edo\. Méx\.|Edomex/.test(text))).toBe(true);
    expect(texts.some((text) => /^entre .+ y .+/.test(text))).toBe(true);
    expect(texts.some((text) => /^km \d+ de la carretera .+-.+/.test(text))).toBe(true);
    expect(texts.some((text) => /^a \d+ km al \w+ de .+/.test(text))).toBe(true);
    expect(texts.some((text) => /\bentre \S.* e I/.test(text))).toBe(true);
  });

  it('never end without any word on the state', () => {
    for (const { row } of good)
      expect(row.estado !== '' || row.lugar.trim().length > 3, row.folio).toBe(true);
  });
});

describe('the patterns of the source report', () => {
  it('figure 3.1: the train, then the tracks, lead the place types by far', () => {
    const order = tally(incidents.map(({ row }) => coded('placeType', row.tipo_de_lugar)[0] ?? 'unknown'));
    expect(order[0]![0]).toBe('train');
    expect(order[1]![0]).toBe('train_tracks');
    expect(order[1]![1]).toBeGreaterThan(1.5 * order[2]![1]);
  });

  it('figure 3.2: most incidents lie on or near the rail', () => {
    const posts = readCorridorPosts(table('corridor-posts.csv'));
    const lines = [...new Set(posts.map(({ corridorId }) => corridorId))].map((id) =>
      posts.filter((post) => post.corridorId === id).map(({ lon, lat }): [number, number] => [lon, lat]),
    );
    const near = incidents.filter(({ truth }) => kmToLines(Number(truth.lon), Number(truth.lat), lines) <= 2);
    expect(near.length / incidents.length).toBeGreaterThan(0.7);
  });

  it('figure 3.4: Tamaulipas first, then the other four; most high-impact crimes there too', () => {
    const states = tally(incidents.map(({ truth }) => stateOfEvent.get(truth.event_id)!));
    expect(states[0]![0]).toBe('28');
    expect(
      states
        .slice(0, 5)
        .map(([code]) => code)
        .sort(),
    ).toEqual(['07', '20', '27', '28', '30']);
    const highImpact = tally(
      incidents
        .filter(({ row }) =>
          crimesOf(row).some((crime) => (HIGH_IMPACT_CRIMES as readonly string[]).includes(crime)),
        )
        .map(({ truth }) => stateOfEvent.get(truth.event_id)!),
    );
    expect(highImpact[0]![0]).toBe('28');
    expect(
      highImpact
        .slice(0, 5)
        .map(([code]) => code)
        .sort(),
    ).toEqual(['07', '20', '27', '28', '30']);
  });

  it('counts 79 incidents with a kidnapping, and no wrong row claims one', () => {
    expect(incidents.filter(({ row }) => crimesOf(row).includes('kidnapping'))).toHaveLength(79);
    const wrong = pairs.filter(({ truth }) => truth.wrong_reason !== '');
    expect(wrong.filter(({ row }) => /secuestro|kidnapping/i.test(row.delitos))).toHaveLength(0);
  });

  it('figure 3.7: transnational organisations in Tamaulipas and Veracruz, gangs and locals in Chiapas and Tabasco', () => {
    const perpetrators = (code: string) => tally(inState(code).map(({ row }) => principalPerpetrator(row)));
    for (const code of ['28', '30']) expect(perpetrators(code)[0]![0]).toBe('tco');
    for (const code of ['07', '27']) {
      const [first, second] = perpetrators(code);
      expect([first![0], second![0]].sort()).toEqual(['gang', 'local_actor']);
    }
    for (const code of ['07', '20', '27', '28', '30']) {
      expect(perpetrators(code).map(([perpetrator]) => perpetrator)).toContain('official');
    }
  });

  it('figure 3.7: smugglers everywhere, most at the northern border', () => {
    const share = (codes: readonly string[]) => {
      const all = codes.flatMap(inState).map(({ row }) => principalPerpetrator(row));
      return all.filter((perpetrator) => perpetrator === 'smuggler').length / all.length;
    };
    for (const code of ['07', '20', '27', '28', '30']) expect(share([code])).toBeGreaterThan(0.04);
    expect(share(NORTHERN_BORDER)).toBeGreaterThan(1.5 * share(['07', '20', '27', '30']));
  });

  it('has a few smuggling and drug-carrying incidents', () => {
    const principal = new Map(tally(incidents.map(({ truth }) => truth.principal_crime)));
    expect(principal.get('smuggling')).toBeGreaterThan(30);
    expect(principal.get('drug_carrying')).toBeGreaterThan(5);
    expect(principal.get('smuggling')! + principal.get('drug_carrying')!).toBeLessThan(180);
  });
});

describe('the duplicates and the near misses', () => {
  const byEvent = new Map<string, typeof good>();
  for (const pair of good)
    byEvent.set(pair.truth.event_id, [...(byEvent.get(pair.truth.event_id) ?? []), pair]);
  const told = [...byEvent.values()].filter((reports) => reports.length > 1);

  it('report 180 incidents twice or thrice, each by different sources in other words', () => {
    expect(told).toHaveLength(180);
    expect(told.filter((reports) => reports.length === 3)).toHaveLength(45);
    for (const reports of told) {
      expect(new Set(reports.map(({ row }) => row.fuente)).size).toBe(reports.length);
      expect(new Set(reports.map(({ row }) => row.resumen)).size).toBe(reports.length);
      expect(reports.filter(({ truth }) => truth.duplicate_of_event === '0')).toHaveLength(1);
      expect(new Set(reports.map(({ truth }) => `${truth.lon} ${truth.lat} ${truth.true_date}`)).size).toBe(
        1,
      );
    }
  });

  it('shift dates by two days at most, count other victims, and tell coarser places', () => {
    const later = told.flat().filter(({ truth }) => truth.duplicate_of_event === '1');
    const days = later.flatMap(({ row, truth }) => {
      const iso = row.fecha_del_hecho.includes('/')
        ? row.fecha_del_hecho.split('/').reverse().join('-')
        : row.fecha_del_hecho;
      return /^\d{4}-\d{2}-\d{2}$/.test(iso) ? [dayOf(iso) - dayOf(truth.true_date)] : [];
    });
    expect(Math.max(...days.map(Math.abs))).toBe(2);
    expect(days.filter((shift) => shift !== 0).length).toBeGreaterThan(days.length * 0.25);
    const coarse = (reports: typeof good) =>
      reports.filter(({ truth }) => ['municipality', 'state'].includes(truth.precision)).length /
      reports.length;
    expect(coarse(later)).toBeGreaterThan(coarse(incidents) * 1.3);
    const counts = told.filter((reports) => {
      const totals = reports.map(({ row }) => row.victimas_total).filter((total) => total !== '');
      return new Set(totals).size > 1;
    });
    expect(counts.length).toBeGreaterThan(40);
  });

  it('stand beside pairs of different incidents at the same place within days', () => {
    const first = new Map(incidents.map(({ truth }) => [truth.event_id, truth]));
    const near = incidents.filter(({ truth }) => truth.near_miss_of !== '');
    expect(near).toHaveLength(NEAR_MISSES);
    for (const { truth } of near) {
      const base = first.get(truth.near_miss_of)!;
      expect(Math.abs(dayOf(truth.true_date) - dayOf(base.true_date))).toBeLessThanOrEqual(4);
      expect(distanceKm(pointOf(truth), pointOf(base))).toBeLessThan(4);
    }
  });
});

describe('the wrong rows', () => {
  it('are 19, each with its reason and the cell that shows it', () => {
    const wrong = pairs.filter(({ truth }) => truth.wrong_reason !== '');
    expect(wrong.map(({ truth }) => truth.wrong_reason).sort()).toEqual(
      SPOILINGS.map(({ reason }) => reason).sort(),
    );
    const withReason = (reason: string) => wrong.filter(({ truth }) => truth.wrong_reason === reason);
    for (const { row } of withReason('latitude-out-of-range'))
      expect(Math.abs(Number(row.latitud))).toBeGreaterThan(90);
    for (const { row } of withReason('date-missing')) expect(row.fecha_del_hecho.trim()).toBe('');
    for (const { row } of withReason('date-in-the-future')) expect(row.fecha_del_hecho).toContain('2091');
    for (const { row } of withReason('crime-unknown')) {
      expect(crimesOf(row).some((crime) => crime.startsWith('not in'))).toBe(true);
    }
  });
});

describe('the planted cluster', () => {
  const planted = incidents.filter(({ truth }) => truth.planted === '1');
  const first = dayOf(PLANTED_CLUSTER.firstDay);

  it('lies on the line around Chahuites from 2018-03-20 to the last day, and grows', () => {
    expect(planted).toHaveLength(PLANTED);
    const days = planted.map(({ truth }) => dayOf(truth.true_date)).sort((a, b) => a - b);
    expect(isoDay(days[0]!)).toBe('2018-03-20');
    expect(isoDay(days.at(-1)!)).toBe('2018-04-30');
    for (const { truth } of planted) {
      expect(distanceKm(pointOf(truth), PLANTED_CLUSTER)).toBeLessThanOrEqual(PLANTED_CLUSTER.radiusKm);
    }
    expect(planted.filter(({ row }) => crimesOf(row).includes('kidnapping'))).toHaveLength(4);
    const firstThird = days.filter((day) => day < first + 14).length;
    expect(days.filter((day) => day >= first + 28).length).toBeGreaterThan(firstThird);
  });

  it('stands out within 14 days of its start as far as a year’s recurrence interval needs', () => {
    // The space-time permutation statistic (Kulldorff et al. 2005) of the cluster's own cylinder as of that day.
    const asOf = first + 13;
    const known = incidents.filter(({ truth }) => dayOf(truth.true_date) <= asOf);
    const recent = known.filter(({ truth }) => dayOf(truth.true_date) >= first);
    const here = known.filter(
      ({ truth }) => distanceKm(pointOf(truth), PLANTED_CLUSTER) <= PLANTED_CLUSTER.radiusKm,
    );
    const observed = here.filter(({ truth }) => dayOf(truth.true_date) >= first).length;
    const expected = (here.length * recent.length) / known.length;
    const rest = known.length - observed;
    const logLikelihoodRatio =
      observed * Math.log(observed / expected) + rest * Math.log(rest / (known.length - expected));
    expect(observed).toBeGreaterThanOrEqual(9);
    expect(expected).toBeLessThan(1);
    // The 99.73 % point of the maxima of 999 permutations lay between 10.3 and 12.7 on the days tried: beyond it the
    // recurrence interval is a year or more.
    expect(logLikelihoodRatio).toBeGreaterThan(13);
  });

  it('is news there: before, the same circle had about one incident in eight weeks', () => {
    const before = incidents.filter(
      ({ truth }) =>
        dayOf(truth.true_date) < first &&
        distanceKm(pointOf(truth), PLANTED_CLUSTER) <= PLANTED_CLUSTER.radiusKm,
    );
    const weeks = (first - dayOf('2016-01-01')) / 7;
    expect(before.length / weeks).toBeGreaterThan(0.08);
    expect(before.length / weeks).toBeLessThan(0.25);
  });
});

describe('the sample’s tools', () => {
  it('draw by weight, and the same stream for the same seed', () => {
    const draws = (seed: number) => {
      const random = seededRandom(seed);
      return Array.from({ length: 3_000 }, () =>
        random.weighted([
          ['a', 3],
          ['b', 1],
          ['never', 0],
        ] as const),
      );
    };
    expect(draws(5)).toEqual(draws(5));
    expect(draws(5)).not.toEqual(draws(6));
    const counts = new Map(tally(draws(5)));
    expect(counts.get('a')! / 3_000).toBeCloseTo(0.75, 1);
    expect(counts.has('never')).toBe(false);
    expect(() => seededRandom(1).weighted([['x', 0]])).toThrow('weight');
  });

  it('draw normal numbers with mean 0 and deviation 1', () => {
    const random = seededRandom(11);
    const draws = Array.from({ length: 4_000 }, () => random.normal());
    const mean = draws.reduce((a, b) => a + b) / draws.length;
    const variance = draws.reduce((sum, x) => sum + (x - mean) ** 2, 0) / draws.length;
    expect(Math.abs(mean)).toBeLessThan(0.06);
    expect(Math.abs(variance - 1)).toBeLessThan(0.08);
  });

  it('move, measure and name the wind on the plane', () => {
    const start = { lon: -94.19, lat: 16.29 };
    const there = moved(start, 3, -4);
    expect(distanceKm(start, there)).toBeCloseTo(5, 2);
    expect(windOf(start, moved(start, 0, 5))).toBe(0);
    expect(windOf(start, moved(start, 5, 5))).toBe(1);
    expect(windOf(start, moved(start, -5, 0))).toBe(6);
  });

  it('write days as Mexico writes them', () => {
    const day = dayOf('2017-03-02');
    expect([slashedDay(day), spelledDay(day), spelledMonth(day)]).toEqual([
      '02/03/2017',
      '2 de marzo de 2017',
      'marzo de 2017',
    ]);
    expect(() => dayOf('2017-02-31T')).toThrow('no day');
  });
});
