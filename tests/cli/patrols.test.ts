import { expect, it } from 'vitest';
import { copyEmbedded } from '../databases.ts';
import { vigia } from './process.ts';

it('vigia patrols plan: wrong words and a database without crimes are wrong input, with the reason', async () => {
  const { place, remove } = copyEmbedded();
  try {
    const env = { VIGIA_DATA_DIR: place.dataDir };
    const bad = await vigia(['patrols', 'plan', '--units', '0', '--from', 'x'], env);
    expect([bad.code, bad.stderr.trim()]).toEqual([2, 'Not understood: units, from.']);
    const empty = await vigia(['patrols', 'plan', '--units', '3', '--json'], env);
    expect([empty.code, JSON.parse(empty.stdout)]).toEqual([
      2,
      {
        status: 'refused',
        reason: 'no-data',
        details: { reported: 0, discovered: 0, unknown: 0 },
        conflict: [],
        remedies: [],
      },
    ]);
    expect(empty.stderr).toContain('No plan');
  } finally {
    await remove();
  }
});
