import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readInegiLocalities, readMunicipalPolygons } from '../../etl/gazetteer.ts';
import { hasSharedData, INEGI_FILE, POLYGON_FILE } from '../bench/geocoding-rows.ts';

const HEADER =
  'cvegeo,cve_agee,cve_agem,cve_loc,nom_loc,ambito,latitud,longitud,altitud,pob,viv,estatus,periodo';

describe("INEGI's localities", () => {
  it('become toponyms with state and municipality', () => {
    const text = `${HEADER}\n070890001,07,089,0001,Tapachula de Córdova y Ordóñez,URBANO,14.9055,-92.2633,171,202672,1,1,2015-06-01\n`;
    expect(readInegiLocalities(text).toponyms).toEqual([
      {
        id: 'inegi:070890001',
        name: 'Tapachula de Córdova y Ordóñez',
        otherNames: [],
        lon: -92.2633,
        lat: 14.9055,
        population: 202672,
        countryCode: 'MX',
        stateCode: '07',
        municipalityCode: '07089',
        kind: 'locality',
      },
    ]);
  });

  it('report blank rows, rows without a position and bad codes, each with its number', () => {
    const text = [
      HEADER,
      '010050479,01,005,0479,,,,,,,,0,',
      '010050480,01,005,0480,El Refugio,RURAL,,,,12,,1,',
      '99,01,005,0480,El Refugio,RURAL,21.8,-102.2,,12,,1,',
    ].join('\n');
    const { toponyms, skipped } = readInegiLocalities(text);
    expect(toponyms).toEqual([]);
    expect(skipped.map(({ row, reason }) => [row, reason])).toEqual([
      [1, 'blank-name'],
      [2, 'no-position'],
      [3, 'bad-code'],
    ]);
  });

  it('are refused by name of the missing columns when the file is another', () => {
    expect(() => readInegiLocalities('a,b\n1,2\n')).toThrow(
      'missing cvegeo, nom_loc, latitud, longitud, pob',
    );
  });

  it.skipIf(!hasSharedData())('of the shared file are 50,608 places and 155 blank rows', () => {
    const { toponyms, skipped } = readInegiLocalities(readFileSync(INEGI_FILE, 'utf8'));
    expect([toponyms.length, skipped.length]).toEqual([50_608, 155]);
    expect(new Set(skipped.map(({ reason }) => reason))).toEqual(new Set(['blank-name']));
  });
});

describe('municipal polygons', () => {
  it('become a centroid and the distance to the farthest vertex', () => {
    const square = {
      type: 'Topology',
      arcs: [
        [
          [-99, 19],
          [-98, 19],
          [-98, 20],
          [-99, 20],
          [-99, 19],
        ],
      ],
      objects: {
        mun: {
          type: 'GeometryCollection',
          geometries: [
            { type: 'Polygon', arcs: [[0]], properties: { cvegeo: '15001', nom_mun: 'Cuadrado', pob: 5 } },
          ],
        },
      },
    };
    const { toponyms, skipped } = readMunicipalPolygons(JSON.stringify(square));
    expect(skipped).toEqual([]);
    expect(toponyms[0]).toMatchObject({ id: 'inegi:15001', kind: 'municipality', lon: -98.5, lat: 19.5 });
    // Half the diagonal of a degree square at 19.5 N: 76.6 km.
    expect(toponyms[0]!.extentM! / 1000).toBeCloseTo(76.6, 0);
  });

  it('are refused when the file is no topology', () => {
    expect(() => readMunicipalPolygons('{"type":"FeatureCollection"}')).toThrow('no TopoJSON');
  });

  it.skipIf(!existsSync(POLYGON_FILE))('of the shared file are 2,474 and none is lost', () => {
    const { toponyms, skipped } = readMunicipalPolygons(readFileSync(POLYGON_FILE, 'utf8'));
    expect(toponyms.length + skipped.length).toBe(2474);
    expect(toponyms.every(({ extentM }) => extentM! > 500 && extentM! < 400_000)).toBe(true);
  });
});
