import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPersonalColumn } from '../../domain/personal-data/columns.ts';
import { redact } from '../../domain/personal-data/redact.ts';

const PLACES = new Set(['Tierra Blanca', 'Juan Aldama', 'Benito Juárez', 'San Fernando']);
const free = (text: string) => redact(text, 'free', (name) => PLACES.has(name));

describe('personal data in free text', () => {
  const taken: [what: string, text: string, secret: string][] = [
    ['a name after "la víctima"', 'La víctima, Juan Pérez López, caminaba', 'Juan Pérez'],
    ['a name in English', 'A man named José Hernández was robbed', 'José Hernández'],
    ['a CURP', 'con CURP PELJ800101HDFRPN08 en mano', 'PELJ800101HDFRPN08'],
    ['a telephone number', 'llamar al 961 123 4567', '961 123 4567'],
    ['an e-mail address', 'escribir a juan.perez@example.org', 'juan.perez@example.org'],
  ];
  for (const [what, text, secret] of taken) {
    it(`${what} is taken out and counted`, () => {
      const result = free(text);
      expect(result.text).not.toContain(secret);
      expect(result.found.length).toBeGreaterThan(0);
    });
  }

  const kept = [
    'Asalto en las vías, Tierra Blanca, Veracruz',
    'en el municipio de Juan Aldama, Zacatecas',
    'km 34 de la carretera Arriaga-Tapachula, 12 de marzo de 2018',
    'Robo a 15 personas migrantes de Honduras; coordenadas 16.27, -94.20',
    'Train tracks between Medias Aguas and Tierra Blanca, Veracruz, Mexico',
  ];
  for (const text of kept) {
    it(`"${text}" stays as it is`, () => {
      expect(free(text)).toMatchObject({ text, found: [] });
    });
  }

  it('columns that hold persons by their name are known, others are not', () => {
    for (const name of ['nombre_de_la_victima', 'telefono', 'curp', 'domicilio']) {
      expect([name, isPersonalColumn(name)]).toEqual([name, true]);
    }
    for (const name of ['lugar', 'delitos', 'fuente', 'folio', 'resumen', 'municipio']) {
      expect([name, isPersonalColumn(name)]).toEqual([name, false]);
    }
  });

  it('whatever the text, it is read without failing, and what was redacted once stays so', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 2000 }), (text) => {
        const once = free(text).text;
        expect(free(once).text.length).toBeLessThanOrEqual(once.length + 200);
      }),
      { seed: 5, numRuns: 300 },
    );
  });
});
