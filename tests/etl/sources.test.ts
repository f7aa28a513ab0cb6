import { describe, expect, it } from 'vitest';
import type { Report } from '../../domain/report.ts';
import { SOURCES } from '../../etl/sources/registry.ts';

const CONTEXT = { today: '2026-11-23' };

function parse(values: Record<string, string>) {
  for (const source of SOURCES) {
    const parser = source.parserFor(Object.keys(values));
    if (parser) return { format: source.format, result: parser({ rowNumber: 1, values }, CONTEXT) };
  }
  return null;
}

function reportOf(values: Record<string, string>): Report {
  const parsed = parse(values);
  if (!parsed?.result.ok) throw new Error(JSON.stringify(parsed));
  return parsed.result.report;
}

function problemsOf(values: Record<string, string>): string[] {
  const parsed = parse(values);
  if (!parsed || parsed.result.ok) return [];
  return parsed.result.rejection.problems.map(({ column, value, reason }) => `${column}=${value}: ${reason}`);
}

const CAMRD = {
  folio: 'R-1',
  fuente: 'Diario',
  fecha_del_hecho: '12/03/2018',
  lugar: 'Chahuites, Oaxaca',
  estado: 'Oaxaca',
  latitud: '',
  longitud: '',
  tipo_de_lugar: 'vías del tren',
  delitos: 'robo; agresión física',
  presuntos_responsables: 'pandilla',
  victimas_total: '3',
  como_se_supo: 'albergue',
};

const IOM = {
  'Main ID': '2019.MMP1',
  'Incident ID': '2019.MMP1',
  'Incident Date': '2019-05-04',
  'Number of Dead': '2.0',
  'Minimum Estimated Number of Missing': '1.0',
  'Number of Survivors': '',
  'Number of Females': '',
  'Number of Males': '2.0',
  'Number of Children': '',
  'Country of Origin': 'Honduras,Guatemala',
  'Cause of Death': 'Drowning',
  'Location of Incident': 'Rio Bravo, Piedras Negras, Coahuila, Mexico',
  Coordinates: '28.7, -100.5',
  'Information Source': 'Zócalo',
  URL: 'https://example.org/a, https://example.org/b',
};

describe('a CAMRD row', () => {
  it('is read with its crimes in order, principal first', () => {
    const report = reportOf(CAMRD);
    expect(report).toMatchObject({
      reportId: 'R-1',
      crimes: ['robbery', 'assault'],
      perpetrators: ['gang'],
      stateCode: '20',
      placeType: 'train_tracks',
      howKnown: 'reported',
      victims: 3,
      date: { firstDay: '2018-03-12', precision: 'day' },
    });
  });

  it('is recognised with English headers in any order, case and spacing', () => {
    const report = reportOf({
      Crimes: 'Kidnapping; extortion',
      PLACE: 'Reynosa',
      'Incident Date': '2018-01-02',
      'Report ID': 'x',
    });
    expect(report.crimes).toEqual(['kidnapping', 'extortion']);
  });

  it('is recognised with accents in the header', () => {
    expect(
      reportOf({ Folio: '1', Fecha: '2018', Lugar: 'Celaya', Delitos: 'Secuestro', Municipio: 'Celaya' })
        .crimes,
    ).toEqual(['kidnapping']);
  });

  it('never reads smuggling as trafficking, nor trafficking as smuggling', () => {
    expect(reportOf({ ...CAMRD, delitos: 'tráfico de personas migrantes' }).crimes).toEqual(['smuggling']);
    expect(reportOf({ ...CAMRD, delitos: 'trata de personas' }).crimes).toEqual(['human_trafficking']);
    expect(reportOf({ ...CAMRD, delitos: 'forced drug carrying' }).crimes).toEqual(['human_trafficking']);
    expect(problemsOf({ ...CAMRD, delitos: 'tráfico' })).toEqual(['delitos=tráfico: unknown-crime']);
  });

  it('with several things wrong names them all with column and value', () => {
    expect(
      problemsOf({
        ...CAMRD,
        fecha_del_hecho: '12/03/2091',
        latitud: '95',
        longitud: '-94',
        victimas_total: '-1',
      }),
    ).toEqual([
      'fecha_del_hecho=12/03/2091: date-in-the-future',
      'latitud=95: latitude-out-of-range',
      'victimas_total=-1: negative-count',
    ]);
  });

  it('without an id, a date or a crime is refused', () => {
    expect(problemsOf({ ...CAMRD, folio: '', fecha_del_hecho: '', delitos: '' })).toEqual([
      'folio=: missing',
      'fecha_del_hecho=: date-missing',
      'delitos=: missing',
    ]);
  });
});

describe('an IOM row', () => {
  it('is a hazard by its cause, with the dead and missing as victims', () => {
    expect(reportOf(IOM)).toMatchObject({
      kind: 'hazard',
      hazard: 'drowning',
      crimes: [],
      victims: 3,
      point: { lat: 28.7, lon: -100.5 },
      countries: ['Honduras', 'Guatemala'],
      url: 'https://example.org/a',
    });
  });

  it('with cause Violence is a homicide, its cause kept', () => {
    expect(reportOf({ ...IOM, 'Cause of Death': 'Violence' })).toMatchObject({
      kind: 'crime',
      hazard: null,
      crimes: ['homicide'],
      summary: 'Violence',
    });
  });

  it('in the older header form is read alike', () => {
    const { 'Location of Incident': place, 'Number of Dead': dead, ...common } = IOM;
    const old = {
      ...common,
      'Incident Date': 'Thu, 01/08/2026 - 12:00',
      'Location of death': place,
      'Number Dead': dead,
    };
    expect(reportOf(old)).toMatchObject({ hazard: 'drowning', date: { firstDay: '2026-01-08' } });
  });

  it('on the tracks is a train accident, on the road a vehicle accident', () => {
    const cause = 'Vehicle accident / death linked to hazardous transport';
    const at = (place: string) =>
      reportOf({ ...IOM, 'Cause of Death': cause, 'Location of Incident': place }).hazard;
    expect(at('Train tracks in Celaya, Guanajuato')).toBe('train_accident');
    expect(at('Highway near Celaya, Guanajuato')).toBe('vehicle_accident');
  });

  it('far from the region is refused with its coordinates', () => {
    expect(problemsOf({ ...IOM, Coordinates: '38.7, 44.2' })).toEqual([
      'Coordinates=38.7, 44.2: outside-region',
    ]);
  });
});
