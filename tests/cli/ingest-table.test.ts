import { mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { copyServer } from '../databases.ts';
import { vigia } from './process.ts';

it('vigia ingest ends with a table of what became of every row, by reason, and the same as JSON', {
  timeout: 300_000,
}, async () => {
  const { place, remove } = await copyServer();
  const env = { VIGIA_DATA_DIR: place.dataDir, VIGIA_DATABASE_URL: place.databaseUrl ?? '' };
  const header =
    'folio,fuente,fecha_del_hecho,lugar,tipo_de_lugar,delitos,presuntos_responsables,victimas_total';
  const told = '2018-03-12,"Reynosa, Tamaulipas",autobús,secuestro,organización delictiva transnacional,19';
  const rows = [
    `A,La Voz,${told}`,
    `B,El Eco,${told}`,
    `A,La Voz,${told}`,
    'C,La Voz,ayer,Celaya,tren,robo,,',
    'D,La Voz,antier,Celaya,tren,robo,,',
    'E,La Voz,2018-03-12,Celaya,tren,abigeato,,',
    'B,El Eco,2018-03-13,Celaya,tren,robo,,',
  ];
  const file = path.join(mkdtempSync(path.join(os.tmpdir(), 'vigia-table-')), 'table.csv');
  writeFileSync(file, `${header}\n${rows.join('\n')}\n`);
  const first = await vigia(['ingest', file], env);
  const lines = first.stdout.split('\n').map((line) => line.trim().replace(/\s{2,}/g, ': '));
  expect(first.code).toBe(0);
  for (const line of [
    'read: 7',
    'loaded: 2',
    'already known: 1',
    'in quarantine: 4',
    'the date is not understood: 2',
    'unknown crime: 1',
    'another row of the same file has this id and says otherwise: 1',
    'joined to another report of the same event: 1',
    'of them hazards (not crimes): 0',
  ]) {
    expect(lines).toContain(line);
  }
  const second = await vigia(['ingest', file, '--json'], env);
  expect(JSON.parse(second.stdout)).toMatchObject({
    rowsRead: 7,
    loaded: 0,
    alreadyKnown: 3,
    merged: 0,
    hazards: 0,
    quarantined: 4,
    quarantinedBy: { 'date-unreadable': 2, 'unknown-crime': 1, 'id-repeats': 1 },
  });
  await remove();
});
