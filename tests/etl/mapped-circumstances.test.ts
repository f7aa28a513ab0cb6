import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkMapping } from '../../etl/mapping/read-mapping.ts';
import { mappedSource } from '../../etl/sources/mapped.ts';

const EXAMPLE = JSON.parse(
  readFileSync(new URL('../../docs/examples/shelter-register.json', import.meta.url), 'utf8'),
) as Record<string, unknown>;

/** What the worked mapping, with some rules changed, makes of a row. */
function parse(cells: Record<string, string>, changed: Record<string, unknown> = {}) {
  const checked = checkMapping({ ...EXAMPLE, ...changed });
  if (!checked.ok) throw new Error(JSON.stringify(checked.errors));
  const values: Record<string, string> = {
    registro: 'R-1',
    'fecha del hecho': '2018-03-12',
    hora: '',
    'lugar del hecho': 'Chahuites',
    'estado del hecho': 'Oaxaca',
    'qué pasó': 'robo',
    quién: '',
    personas: '',
    'menores sin compañía': '',
    'por qué salió': '',
    situación: '',
    ...cells,
  };
  const parser = mappedSource(checked.mapping).parserFor(Object.keys(values));
  if (!parser) throw new Error('the header lacks a column');
  return parser({ rowNumber: 2, values }, { today: '2026-11-29' });
}

describe('a mapping names when, why people left and what made them vulnerable', () => {
  it.each([
    ['2:30 a. m.', 'small_hours'],
    ['14', 'afternoon'],
    ['Madrugada', 'small_hours'],
    ['Al cerrar el comedor', 'night'],
    ['', null],
  ])('the hour %j is %j', (hora, dayPart) => {
    expect(parse({ hora })).toMatchObject({ ok: true, report: { dayPart } });
  });

  it('words of its own are looked up, each once, and a number above another says one', () => {
    const cells = {
      'por qué salió': 'Maras / renta/maras',
      situación: 'SIN PAPELES/sola',
      'menores sin compañía': '2',
    };
    expect(parse(cells)).toMatchObject({
      ok: true,
      report: {
        leavingReasons: ['violence', 'extortion'],
        vulnerabilities: ['minor_alone', 'without_documents', 'travelling_alone'],
      },
    });
  });

  it('what it does not know is told with its column and value, all of a row at once', () => {
    expect(parse({ hora: 'temprano', 'por qué salió': 'hambre/aventura' })).toEqual({
      ok: false,
      rejection: {
        problems: [
          { column: 'hora', value: 'temprano', reason: 'unknown-day-part' },
          { column: 'por qué salió', value: 'aventura', reason: 'not-in-mapping' },
        ],
      },
    });
  });

  it('or is nothing where the mapping says so', () => {
    const changed = { dayPart: { column: 'hora', otherwise: 'none' } };
    expect(parse({ hora: 'temprano', situación: 'otra cosa' }, changed)).toMatchObject({
      ok: true,
      report: { dayPart: null, vulnerabilities: [] },
    });
  });

  it('a column that is not in the file is told with its place in the mapping', () => {
    const checked = checkMapping(EXAMPLE);
    if (!checked.ok) throw new Error('the example is wrong');
    const missing = mappedSource(checked.mapping).missingColumns?.(['registro', 'situación']) ?? [];
    expect(missing).toContainEqual({ path: '$.dayPart.column', column: 'hora' });
    expect(missing).toContainEqual({ path: '$.leavingReasons[0].column', column: 'por qué salió' });
  });

  it.each([
    ['$.dayPart.values["al alba"]', { dayPart: { column: 'hora', values: { 'al alba': 'dawn' } } }],
    ['$.dayPart.column', { dayPart: { values: {} } }],
    [
      '$.leavingReasons[0].values.hambre[0]',
      { leavingReasons: [{ column: 'x', values: { hambre: ['hunger'] } }] },
    ],
    ['$.vulnerabilities[0].value[0]', { vulnerabilities: [{ value: ['alone'] }] }],
  ])('a wrong mapping is refused at %s', (path, changed) => {
    expect(checkMapping({ ...EXAMPLE, ...changed })).toMatchObject({ ok: false, errors: [{ path }] });
  });
});
