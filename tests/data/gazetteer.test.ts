import { expect, it } from 'vitest';
import { addToponyms, readToponyms } from '../../data/gazetteer.ts';
import { loadReference } from '../../data/reference-load.ts';
import { readInegiLocalities } from '../../etl/gazetteer.ts';
import { readIngestTools } from '../../etl/ingest-tools.ts';
import { describeOnBothDatabases } from '../databases.ts';

const LOCALITIES = `cvegeo,cve_agee,cve_agem,cve_loc,nom_loc,ambito,latitud,longitud,altitud,pob,viv,estatus,periodo
070890999,07,089,0999,Cantón Vigía de Prueba,RURAL,14.7,-92.2,20,44,10,1,2015-06-01
070891000,07,089,1000,,RURAL,14.8,-92.3,20,,10,1,2015-06-01
`;

describeOnBothDatabases('the gazetteer', (db) => {
  it('takes places of the user beside the shipped ones, and replaces them when loaded again', async () => {
    const shipped = (await readToponyms(db.database.pool)).length;
    const { toponyms, skipped } = readInegiLocalities(LOCALITIES);
    expect(skipped).toEqual([{ row: 2, reason: 'blank-name', value: '070891000' }]);
    expect(await addToponyms(db.database, toponyms, 'x.csv')).toBe(1);
    expect(await addToponyms(db.database, [{ ...toponyms[0], population: 50 }], 'x.csv')).toBe(0);
    const all = await readToponyms(db.database.pool);
    expect(all).toHaveLength(shipped + 1);
    expect(all.find(({ id }) => id === 'inegi:070890999')).toMatchObject({ population: 50, stateCode: '07' });
  });

  it('finds them in the texts that are loaded from then on', async () => {
    const { geocoder } = await readIngestTools(db.database.pool);
    expect(geocoder.geocode('Cantón Vigía de Prueba, Chiapas')).toMatchObject({
      status: 'placed',
      stateCode: '07',
    });
  });

  it('keeps them when the shipped table is loaded anew', async () => {
    await db.database.pool.query(
      `update reference_table set checksum = 'old' where name = 'gazetteer_place'`,
    );
    expect(await loadReference(db.database)).toEqual(['gazetteer_place']);
    const { rowCount } = await db.database.pool.query(
      `select from gazetteer_place where id = 'inegi:070890999'`,
    );
    expect(rowCount).toBe(1);
  });
});
