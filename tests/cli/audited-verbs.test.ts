import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { openDatabase } from '../../data/database.ts';
import { copyServer } from '../databases.ts';
import { vigia } from './process.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'vigia-audited-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('what changes data at the terminal, or takes them out, is in the audit: who, what, from where', async () => {
  const { place, remove } = await copyServer();
  const env = { VIGIA_DATA_DIR: folder, VIGIA_DATABASE_URL: place.databaseUrl ?? '' };
  const file = (name: string, text: string) => {
    writeFileSync(path.join(folder, name), text);
    return path.join(folder, name);
  };
  const run = async (...args: string[]) => {
    const { code, stderr } = await vigia(args, env);
    expect([code, args, code === 0 ? '' : stderr]).toEqual([0, args, '']);
  };
  const reports = file(
    'r.csv',
    'folio,fecha_del_hecho,lugar,delitos\nA,2018-01-02,Celaya,robo\nB,,Celaya,robo\n',
  );
  await run('ingest', reports, '--dry-run');
  await run('ingest', reports);
  await run('quarantine', 'export', '--out', path.join(folder, 'q.csv'), '--reason', 'date-missing');
  const header =
    'cvegeo,cve_agee,cve_agem,cve_loc,nom_loc,ambito,latitud,longitud,altitud,pob,viv,estatus,periodo';
  await run(
    'gazetteer',
    'load',
    file('g.csv', `${header}\n070890999,07,089,0999,Ojo de Agua,RURAL,14.9,-92.2,1,1,1,1,x\n`),
  );
  const line = {
    type: 'LineString',
    coordinates: [
      [-95.1, 16.5],
      [-95, 16.6],
    ],
  };
  const lines = {
    type: 'FeatureCollection',
    features: [{ type: 'Feature', properties: {}, geometry: line }],
  };
  await run('network', 'load', file('n.json', JSON.stringify(lines)), '--mode', 'path');
  await run('network', 'reset', '--mode', 'path');

  const opened = await openDatabase(place, { join: false });
  if (!opened.ok) throw new Error(JSON.stringify(opened));
  const { rows } = await opened.database.pool.query(
    `select action, actor_kind as kind, actor_id as id, address, filters, details from audit_entry order by seq`,
  );
  await opened.database.close();
  await remove();
  const by = { kind: 'terminal', id: os.userInfo().username, address: 'terminal' };
  expect(rows).toMatchObject([
    { action: 'file-ingested', ...by },
    { action: 'exported', ...by, filters: { reason: 'date-missing' }, details: { wholeRows: false } },
    { action: 'gazetteer-loaded', ...by },
    { action: 'network-loaded', ...by, details: { mode: 'path', replace: false } },
    { action: 'network-reset', ...by, details: { mode: 'path' } },
  ]);
});
