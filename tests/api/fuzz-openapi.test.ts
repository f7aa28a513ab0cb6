import { afterAll, beforeAll, expect, it } from 'vitest';
import { ROUTES } from '../../api/app.ts';
import { describeOnBothDatabases } from '../databases.ts';
import { type FuzzResult, fuzz } from '../fuzz/fuzz.ts';
import { openTarget } from '../fuzz/target.ts';

const SEED = 20261123;

/** Any question of anybody is answered or refused in words; `npm run bench -- fuzz --runs=50 --seed=1` asks more. */
describeOnBothDatabases('every operation, asked anything', (db) => {
  let target: Awaited<ReturnType<typeof openTarget>>;
  let result: FuzzResult;

  beforeAll(async () => {
    target = await openTarget(db.database);
    // One session at a time there, and little that depends on the engine.
    const runs = db.engine === 'embedded' ? 2 : 6;
    result = await fuzz(target, { seed: SEED, runs, atOnce: 8 });
  });
  afterAll(() => target?.server.stop());

  it('never with a bug, a hang, our inside, another shape, or what its schema does not say', () => {
    expect(result.faults).toEqual([]);
  });

  it('and the questions go deep: most operations answer some of them', () => {
    // What is asked by chance changes whenever a route is added.
    const share = result.neverAnswered.length / ROUTES.length;
    expect(share).toBeLessThan(db.engine === 'embedded' ? 0.4 : 0.25);
    expect(result.statuses['401']).toBeGreaterThan(40);
    expect(result.statuses['403']).toBeGreaterThan(100);
  });
});
