import { describe, expect, it } from 'vitest';
import { csvOf, tsvOf } from '../../web/export/files.ts';
import { matchingPlaces, placeEntries } from '../../web/search/placeEntries.ts';
import { placeLink } from '../../web/search/placeLink.ts';
import { sortedRows, type TableContent } from '../../web/table/tableRows.ts';
import { AddressHistory } from '../../web/view/addressHistory.ts';
import { parseView, viewToSearch } from '../../web/view/view.ts';

describe('the search of places', () => {
  const entries = placeEntries(
    [
      { code: '30', name: 'Veracruz', lon: -96, lat: 19, crimes: 0, hazards: 0 },
      { code: '24', name: 'San Luis Potosí', lon: -100, lat: 22, crimes: 0, hazards: 0 },
    ],
    [
      {
        id: 'ixtepec',
        name: 'Ferrocarril del Istmo',
        operator: '',
        lengthKm: 90,
        line: [],
        stations: [],
        stretches: [
          {
            id: 'ixtepec:0-90',
            fromStation: 'Ixtepec',
            toStation: 'Matías Romero',
            fromKm: 0,
            toKm: 90,
            line: [[-95, 16.5]],
            crimes: 0,
            hazards: 0,
          },
        ],
      },
    ],
    [
      { name: 'Córdoba', name_en: 'Córdoba', lon: -96.9, lat: 18.9, kind: 'town', rank: 3 },
      { name: 'Villa de Córdoba', name_en: '', lon: -90, lat: 18, kind: 'town', rank: 6 },
      { name: 'Guatemala', name_en: 'Guatemala', lon: -90, lat: 15, kind: 'country', rank: 1 },
    ],
    ({ fromStation, toStation }) => `${fromStation} – ${toStation}`,
  );

  it('finds names without their accents, those that are the text first', () => {
    expect(matchingPlaces(entries, 'cordoba').map(({ name }) => name)).toEqual([
      'Córdoba',
      'Villa de Córdoba',
    ]);
    expect(matchingPlaces(entries, 'SAN LUIS POTOSI')[0]?.scope).toEqual({ kind: 'state', id: '24' });
    expect(matchingPlaces(entries, 'guatemala')).toEqual([]);
    expect(matchingPlaces(entries, 'matias')[0]?.scope).toEqual({ kind: 'stretch', id: 'ixtepec:0-90' });
    expect(matchingPlaces(entries, '  ')).toEqual([]);
  });
});

describe('a place that was found on a page without a map', () => {
  const camera = { zoom: 8, lat: 16.5, lon: -94.25 };
  it('opens on the map with the filter and the language from there', () => {
    const here = { path: '/patrones', address: '?lang=en#crime=robbery&from=2017-01-01' };
    expect(placeLink({ camera, scope: { kind: 'state', id: '07' } }, here)).toBe(
      '/?crime=robbery&from=2017-01-01&map=8.00/16.5000/-94.2500&at=state:07&lang=en',
    );
    const town = placeLink({ camera, scope: null }, { path: '/alertas', address: '?alerta=3' });
    expect(town).toBe('/?map=8.00/16.5000/-94.2500&tab=map');
  });
});

describe('undo and redo', () => {
  const first = '?asOf=2018-04-30';
  const crimes = '?kind=crime&asOf=2018-04-30';
  const near = (zoom: number) => `${crimes}&map=${zoom}.00/16.0000/-94.0000`;

  it('step through what was changed, and a new change ends what could be redone', () => {
    const steps = new AddressHistory();
    steps.record('', first, 0);
    expect(steps.canUndo).toBe(false);
    steps.record(first, crimes, 10);
    expect(steps.undo(crimes)).toBe(first);
    expect(steps.canRedo).toBe(true);
    expect(steps.redo(first)).toBe(crimes);
    steps.undo(crimes);
    steps.record(first, near(5), 20);
    expect(steps.canRedo).toBe(false);
  });

  it('take what is typed without a pause as one step', () => {
    const steps = new AddressHistory();
    steps.record('?area=access', '?area=access&quien=A', 0);
    steps.record('?area=access&quien=A', '?area=access&quien=An', 300);
    expect(steps.undo('?area=access&quien=An')).toBe('?area=access');
    expect(steps.canUndo).toBe(false);
  });

  it('take one move of the map as one step, and leave language and tab alone', () => {
    const steps = new AddressHistory();
    steps.record(crimes, near(5), 0);
    steps.record(near(5), near(6), 300);
    steps.record(near(6), `${near(6)}&lang=en&tab=map`, 400);
    expect(steps.undo(`${near(6)}&lang=en&tab=map`)).toBe(`${crimes}&lang=en&tab=map`);
    expect(steps.canUndo).toBe(false);
  });

  it('take a move right after undo or redo as a step of its own', () => {
    const steps = new AddressHistory();
    steps.record(crimes, near(5), 0);
    steps.undo(near(5));
    steps.record(crimes, near(6), 500);
    expect(steps.undo(near(6))).toBe(crimes);
    expect(steps.redo(crimes)).toBe(near(6));
    steps.record(near(6), near(7), 900);
    expect(steps.undo(near(7))).toBe(near(6));
  });

  it('step through pages that name no day, and what they keep after #', () => {
    const steps = new AddressHistory();
    steps.record('', '?seccion=rules', 0);
    steps.record('?seccion=rules', '?seccion=silences', 10);
    expect(steps.undo('?seccion=silences&lang=en')).toBe('?seccion=rules&lang=en');
    steps.record('?lang=en#state=28', '?lang=en#state=28&perpetrator=tco', 20);
    expect(steps.undo('?lang=es#state=28&perpetrator=tco')).toBe('?lang=es#state=28');
    expect(steps.undo('?lang=es#state=28')).toBe('?lang=es');
    expect(steps.undo('?lang=es')).toBe(null);
  });
});

describe('a table that leaves the page', () => {
  const content: TableContent = {
    columns: [
      { id: 'name', isNumber: false },
      { id: 'crimes', isNumber: true },
    ],
    rows: [
      { name: '=HYPERLINK("x")', crimes: 2 },
      { name: 'Ávila, "la"', crimes: 10 },
      { name: 'Zacatecas', crimes: 1 },
    ].map(({ name, crimes }) => ({
      key: name,
      values: [name, crimes],
      scope: null,
      incidentId: null,
      lon: 0,
      lat: 0,
    })),
  };
  const about = { title: 'Vigía', lines: ['n = 13.'], synthetic: 'DATOS SINTÉTICOS.' };

  it('says on every row that data are invented, and runs no formula', () => {
    const [head, first, second] = csvOf(content, about).slice(1).split('\r\n');
    expect(head).toBe('name,crimes,synthetic,note');
    expect(first).toBe(`"'=HYPERLINK(""x"")",2,yes,DATOS SINTÉTICOS. n = 13.`);
    expect(second).toMatch(/^"Ávila, ""la""",10,yes,/);
    expect(tsvOf(content, about, ['Nombre', 'Delitos']).split('\n').slice(0, 2)).toEqual([
      'Vigía DATOS SINTÉTICOS. n = 13.',
      'Nombre\tDelitos',
    ]);
  });

  it('is sorted by size and by the alphabet of the language', () => {
    const names = (column: 'name' | 'crimes', isDescending: boolean) =>
      sortedRows(content, column, isDescending, 'es').map(({ values }) => values[1]);
    expect(names('crimes', true)).toEqual([10, 2, 1]);
    expect(names('name', false).slice(1)).toEqual([10, 1]);
  });
});

it.each([
  ['the first links', '?crime=kidnapping&asOf=2018-04-30&map=7.20/16.5000/-94.2500&at=state:07'],
  ['links of alerts', '?kind=crime&from=2018-03-01&to=2018-04-30&asOf=2018-04-30&at=cell:84489a9ffffffff'],
  ['links of routes', '?asOf=2018-04-30&start=Arriaga&end=Ixtepec&half=180&lang=en'],
  ['links of hotspots', '?asOf=2018-04-30&off=hazards&past=alerts&hex=6&tab=map'],
])('%s still open as they were made, also with words that nobody knows', (_, search) => {
  expect(viewToSearch(parseView(search))).toBe(search);
  expect(viewToSearch(parseView(`${search}&utm_source=mail&sky=blue`))).toBe(search);
});
