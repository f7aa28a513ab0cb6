import { describe, expect, it } from 'vitest';
import type { Mark } from '../../../domain/charts/svg.ts';
import type { BorderBand } from '../../../domain/patterns/bands.ts';
import { brush } from '../../../domain/patterns/brush.ts';
import { emptyColumns } from '../../../domain/patterns/columns.ts';
import { patternCube } from '../../../domain/patterns/cube.ts';
import type { EnforcementMeasure } from '../../../domain/patterns/facts.ts';
import { borderMapFigure } from '../../../domain/patterns/figures/border-map.ts';
import { figureCsv } from '../../../domain/patterns/figures/csv.ts';
import { type FigureContext, layerLines } from '../../../domain/patterns/figures/figure.ts';
import { statesFigure } from '../../../domain/patterns/figures/overview.ts';
import { measuresInForce } from '../../../domain/patterns/measures-in-force.ts';
import { bitMask, CRIMES, type Crime } from '../../../domain/taxonomy.ts';
import { borders, contextOf, planted } from './planted.ts';

const measureOf = (id: string, rest: Partial<EnforcementMeasure> = {}): EnforcementMeasure => ({
  id,
  day: '2016-06-01',
  endDay: null,
  kind: 'checkpoint',
  nameEs: `Medida ${id}`,
  nameEn: `Measure ${id}`,
  stateCodes: ['07'],
  place: null,
  source: 'prueba',
  url: null,
  ...rest,
});

/** All marks, those inside others too. */
const flat = (marks: readonly Mark[]): Mark[] =>
  marks.flatMap((mark) => [mark, ...flat(mark.children ?? [])]);

describe('maps of the borders', () => {
  const columns = planted([
    ['07', 'south25', 'robbery'],
    ['07', 'south25', 'robbery'],
    ['07', 'south100', 'kidnapping'],
    ['27', 'south50', 'robbery'],
    ['28', 'north25', 'kidnapping'],
    ['20', 'inland', 'robbery'],
    ['20', 'vague', 'robbery'],
  ]);

  it('count each band by state and crime, and tell what is in none', () => {
    const south = borderMapFigure(contextOf(columns, []), 'south');
    expect(south.title).toBe(
      'A 100 km o menos de la frontera sur se reportaron 4 incidentes; Chiapas tiene más: 3',
    );
    expect(south.columns.map(({ name }) => name).slice(3)).toEqual(['robo', 'secuestro']);
    expect(south.rows.map(({ cells, pick }) => [pick, ...cells.slice(2)])).toEqual([
      ['07|south25', 2, 2, 0],
      ['07|south100', 1, 0, 1],
      ['27|south50', 1, 1, 0],
    ]);
    expect(south.notes.join(' ')).toContain('En ninguna: 1 incidentes');
    const texts = flat(south.chart!.marks).map(({ text }) => text);
    expect(texts).toEqual(
      expect.arrayContaining(['0 a 25 km: 2', '25 a 50 km: 1', '50 a 100 km: 1', 'Chiapas 3']),
    );
    expect(borderMapFigure(contextOf(columns, []), 'north').rows).toHaveLength(1);
    expect(borderMapFigure(contextOf(emptyColumns(0), []), 'north').title).toContain('Ningún incidente');
  });

  it('of a briefing tell no cell under five, and nothing to work it out from', () => {
    const times = (n: number, row: [string, BorderBand, Crime]) => Array.from({ length: n }, () => row);
    const many = planted([
      ...times(9, ['07', 'south25', 'robbery']),
      ...times(6, ['27', 'south25', 'robbery']),
      ...times(2, ['04', 'south25', 'kidnapping']),
      ...times(7, ['07', 'south50', 'robbery']),
    ]);
    const figure = borderMapFigure(contextOf(many, []), 'south', 5);
    expect(figure.rows.map(({ cells, pick }) => [pick, ...cells.slice(2)])).toEqual([
      ['07|south25', 9],
      ['07|south50', 7],
      ['27|south25', 'no se dice'],
      ['04|south25', 'no se dice'],
    ]);
    const texts = flat(figure.chart!.marks).flatMap(({ text, title }) => [text, title]);
    expect(texts).toEqual(expect.arrayContaining(['Chiapas 16', 'Tabasco', 'Campeche', 'no se dice']));
    expect(figure.notes.join(' ')).toContain('menos de 5 incidentes no se dicen');
    // To analysts all is told.
    expect(borderMapFigure(contextOf(many, []), 'south').rows.at(-1)!.cells.slice(2)).toEqual([2, 0, 2]);
  });

  it('count an incident once where all its crimes count', () => {
    const two = planted([['07', 'south25', 'robbery']]);
    two.crimes[0] = bitMask(CRIMES, ['robbery', 'kidnapping']);
    const cube = patternCube(two, { group: 'predatory', counting: 'all' });
    const { rows } = borderMapFigure({ ...contextOf(two, []), cube, brushed: brush(cube, {}) }, 'south');
    expect(rows[0]!.cells.slice(2)).toEqual([1, 1, 1]);
  });

  it('stay whole where a cell is chosen, and narrow with what is chosen elsewhere', () => {
    const of = (selection: FigureContext['selection']) =>
      borderMapFigure(contextOf(columns, [], { selection }), 'south').rows.map(({ pick, isChosen }) => [
        pick,
        isChosen,
      ]);
    expect(of({ state: ['07'], border: ['south25'] })).toEqual([
      ['07|south25', true],
      ['07|south100', false],
      ['27|south50', false],
    ]);
    expect(of({ crime: ['kidnapping'] })).toEqual([['07|south100', false]]);
  });

  it('draw each band as wide as it is, all along the border, in every state that it reaches', () => {
    for (const [side, reached] of [
      ['north', ['02', '05', '08', '19', '26', '28']],
      ['south', ['04', '07', '23', '27']],
    ] as const) {
      const line = [...borders[side]].sort((a, b) => b.length - a.length)[0]!;
      const spots = [0.1, 0.5, 0.9].map((share) => line[Math.round(share * (line.length - 1))]!);
      // A circle of 25 km around a place on the border is as wide as the stroke of its narrowest band.
      const circles = spots.map((spot, i) =>
        measureOf(`m${i}`, { stateCodes: [], place: { ...spot, radiusKm: 25 } }),
      );
      const marks = flat(borderMapFigure(contextOf(columns, circles), side).chart!.marks);
      const clips = marks.flatMap(({ tag, attrs }) =>
        tag === 'clipPath' ? (/\d\d$/.exec(String(attrs.id)) ?? []) : [],
      );
      expect(clips.sort()).toEqual(reached);
      // Measures of the states that the bands reach are listed, those of others are not.
      const away = borderMapFigure(contextOf(columns, [measureOf('away', { stateCodes: ['20'] })]), side);
      const here = borderMapFigure(contextOf(columns, [measureOf('here', { stateCodes: reached })]), side);
      expect([away.layer!.entries.length, here.layer!.entries.length]).toEqual([0, 1]);
      const strokeOf = (km: number) =>
        marks.find(({ pick }) => pick === `${reached[0]}|${side}${km}`)!.attrs['stroke-width'] as number;
      const drawn = marks.filter(({ attrs }) => attrs['stroke-dasharray'] === '3 2');
      expect(drawn).toHaveLength(3);
      for (const { attrs } of drawn) {
        const heights = [...String(attrs.d).matchAll(/,(-?[\d.]+)/g)].map(([, y]) => Number(y));
        expect((Math.max(...heights) - Math.min(...heights)) / strokeOf(25)).toBeCloseTo(1, 1);
      }
      expect(strokeOf(50) / strokeOf(25)).toBeCloseTo(2, 1);
      expect(strokeOf(100) / strokeOf(25)).toBeCloseTo(4, 1);
    }
  });
});

describe('measures of enforcement on the map', () => {
  it('are in force from the day they begin to the day they end, both included', () => {
    const measures = [
      measureOf('open', { day: '2017-03-01' }),
      measureOf('closed', { day: '2016-01-01', endDay: '2017-01-31' }),
    ];
    const held = (from: string, to: string) => measuresInForce(measures, { from, to }).map(({ id }) => id);
    expect(held('2017-01-31', '2017-02-28')).toEqual(['closed']);
    expect(held('2017-02-01', '2017-02-28')).toEqual([]);
    expect(held('2017-02-01', '2017-03-01')).toEqual(['open']);
    expect(held('2030-01-01', '2030-12-31')).toEqual(['open']);
    expect(held('2015-01-01', '2015-12-31')).toEqual([]);
  });

  it('with a place are drawn and numbered, those of states are listed; each kind has its own shape', () => {
    const place = { lon: -92.46, lat: 15.14, radiusKm: 20 };
    const measures = [
      measureOf('nation', { stateCodes: [], kind: 'law' }),
      measureOf('placed', { place }),
      measureOf('placed-too', { place: { lon: -99, lat: 19, radiusKm: 1 }, kind: 'operation' }),
      measureOf('later', { day: '2019-01-01', place }),
    ];
    const context = contextOf(emptyColumns(1), measures);
    const figure = statesFigure(context);
    const drawn = flat(figure.chart!.marks).filter(({ title }) => title?.includes('Medida'));
    expect(drawn.map(({ title }) => title?.slice(0, 12))).toEqual(['1. Medida pl', '2. Medida pl']);
    const [square, triangle] = drawn.map(({ attrs }) => String(attrs.d).split('L').length);
    expect([square, triangle]).toEqual([4, 3]);
    expect(figure.layer).toMatchObject({
      name: 'Medidas de control vigentes en el periodo: 3, de ellas 2 con lugar en el mapa',
      isShown: true,
    });
    expect(figure.layer!.entries.map(({ id }) => id)).toEqual(['placed', 'placed-too', 'nation']);
    expect(figure.layer!.entries[2]!.text).toContain('Todo el país');
    expect(figure.layer!.rows[0]!.cells[5]).toBe('15.14, -92.46 (± 20 km)');
    expect(figure.layer!.rows[2]!.cells[5]).toBeNull();
    const csv = figureCsv(figure);
    expect(csv.split('\n').filter((line) => line.startsWith('Medida '))).toHaveLength(3);
    expect(figure.notes.length).toBeGreaterThan(0);
    for (const note of figure.notes) expect(csv).toContain(`# ${note}\n`);

    const away = statesFigure({ ...context, showsMeasures: false });
    expect(flat(away.chart!.marks).some(({ title }) => title?.includes('Medida'))).toBe(false);
    expect([away.layer!.isShown, layerLines(away)]).toEqual([false, []]);
    expect(figureCsv(away)).not.toContain('Medida placed');
  });

  it('follow the chosen period', () => {
    const measures = [measureOf('a', { day: '2016-02-01', endDay: '2016-03-01' }), measureOf('b')];
    const inPeriod = (from: string, to: string) =>
      statesFigure(contextOf(emptyColumns(1), measures, { selection: { from, to } })).layer!.entries.map(
        ({ id }) => id,
      );
    expect(inPeriod('2016-02-15', '2016-02-20')).toEqual(['a']);
    expect(inPeriod('2016-06-01', '2016-06-30')).toEqual(['b']);
  });
});
