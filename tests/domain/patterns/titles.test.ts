import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { REPORT_ASSUMPTIONS, withAssumption } from '../../../domain/patterns/earnings.ts';
import { borderMapFigure } from '../../../domain/patterns/figures/border-map.ts';
import { multiplesFigure } from '../../../domain/patterns/figures/change.ts';
import { leadersOf } from '../../../domain/patterns/figures/leaders.ts';
import { earningsFigure, sensitivityFigure } from '../../../domain/patterns/figures/model.ts';
import { dimensionFigure, statesFigure } from '../../../domain/patterns/figures/overview.ts';
import { crosstabFigure, highImpactFigure, topFiveFigure } from '../../../domain/patterns/figures/tables.ts';
import { PERPETRATORS } from '../../../domain/taxonomy.ts';
import { contextOf, planted, words } from './planted.ts';

describe('a title that says what leads', () => {
  const tied = contextOf(
    planted([
      ['07', 'south25', 'robbery'],
      ['07', 'south25', 'robbery'],
      ['27', 'south50', 'kidnapping'],
      ['27', 'south50', 'kidnapping'],
      ['20', 'inland', 'extortion'],
    ]),
    [],
  );

  it('names all that tie, and never the one that happens to stand first', () => {
    expect(statesFigure(tied).title).toBe(
      'Chiapas y Tabasco empatan con más incidentes: 2 en cada caso (40%)',
    );
    expect(dimensionFigure(tied, 'crime').title).toMatch(
      /^Secuestro y robo empatan|^Robo y secuestro empatan/,
    );
    expect(dimensionFigure(tied, 'border').title).toContain('empatan');
    expect(multiplesFigure(tied).title).toContain('empatan');
    expect(borderMapFigure(tied, 'south').title).toContain(
      'empatan con más Chiapas y Tabasco: 2 en cada caso',
    );
    // Kidnapping alone is of high impact: one state leads.
    expect(highImpactFigure(tied).title).toContain('Tabasco tiene más delitos de alto impacto');
  });

  it('does not tell by a tie what a briefing withholds', () => {
    expect(borderMapFigure(tied, 'south', 5).title).toBe(
      'A 100 km o menos de la frontera sur se reportaron 4 incidentes',
    );
  });

  it('names the three first of many, and how many more there are', () => {
    const many = contextOf(
      planted(['07', '20', '27', '28', '30'].map((state) => [state, 'inland', 'kidnapping'])),
      [],
    );
    expect(statesFigure(many).title).toMatch(/^\S+.*, .*, .* y 2 más empatan/);
    expect(highImpactFigure(many).title).toContain('y 2 más empatan');
  });

  it('says which states have as many as the fifth, and no place among the five', () => {
    const columns = planted(
      ['07', '20', '27', '28', '30', '30', '31'].map((state) => [state, 'inland', 'kidnapping']),
    );
    columns.perpetrator.fill(PERPETRATORS.indexOf('unknown'));
    const six = contextOf(columns, []);
    const { rows, notes } = highImpactFigure(six);
    expect(rows).toHaveLength(5);
    expect(notes.join(' ')).toContain('Con tantos como el quinto, y sin lugar aquí: Yucatán');
    // Of nobody known there is no leader to name.
    expect(topFiveFigure(six, 'perpetrator').title).toContain('Veracruz: sin dato');
  });

  it('names both corners of a table of two by two, which stand out alike', () => {
    const rows = Array.from({ length: 40 }, (_, i) =>
      i % 2 === 0 ? (['07', 'south25', 'robbery'] as const) : (['28', 'north25', 'kidnapping'] as const),
    );
    const title = crosstabFigure(contextOf(planted(rows), []), ['state', 'crime']).title;
    expect(title).toMatch(/Chiapas.*robo/i);
    expect(title).toMatch(/Tamaulipas.*secuestro/i);
  });

  it('of the model too: equal earnings, equal sensitivities, and nothing at all', () => {
    const equal = (['kidnapping', 'robbery', 'passage_tax', 'abandonment'] as const).reduce(
      (made, crime) => withAssumption(withAssumption(made, `share.${crime}`, 0.1), `usd.${crime}`, 100),
      REPORT_ASSUMPTIONS,
    );
    expect(earningsFigure(equal, words, 500).title).toMatch(/empatan .* y 1 más, 25% en cada caso/);
    const none = withAssumption(REPORT_ASSUMPTIONS, 'migrants', 0);
    expect(earningsFigure(none, words, 500).title).toBe(
      'Según el modelo, con estos supuestos no dejarían nada',
    );
    expect(sensitivityFigure(none, words, 500).title).toContain('no dejarían nada');
    expect(sensitivityFigure(REPORT_ASSUMPTIONS, words, 500).title).toContain(
      'Lo que más mueve el total: personas migrantes al año,',
    );
  });

  it('leaders are all with the greatest value over zero, in their order', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(4)), (values) => {
        const most = Math.max(0, ...values);
        const expected = [...values.keys()].filter((at) => most > 0 && values[at] === most);
        expect(leadersOf([...values.keys()], (at) => values[at] as number)).toEqual(expected);
      }),
      { seed: 1129 },
    );
  });
});
