import { afterAll, describe, expect, it } from 'vitest';
import { Jobs } from '../../../api/jobs/jobs.ts';
import { createWorkerPool } from '../../../api/jobs/pool.ts';
import { randomStream } from '../../../domain/random.ts';
import { type NearRepeatQuestion, nearRepeatOf } from '../../../domain/statistics/near-repeat-incidents.ts';

/** Seeded incidents around Mexico's middle; with many permutations the work takes seconds. */
function question(permutations: number): NearRepeatQuestion {
  const random = randomStream(7);
  const draw = (low: number, width: number) =>
    Float64Array.from({ length: 600 }, () => low + width * random.uniform());
  return {
    lon: draw(-100, 2),
    lat: draw(22, 2),
    day: draw(17_000, 400).map(Math.floor),
    spaceEdgesKm: [0, 5, 20],
    timeEdgesDays: [0, 7, 28],
    permutations,
    seed: 3,
  };
}
const LONG = 2_000_000;

const until = async (isTrue: () => boolean) => {
  for (let round = 0; !isTrue(); round++) {
    if (round > 600) throw new Error('never became true');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};

describe('the worker pool', () => {
  const pool = createWorkerPool(1);
  afterAll(() => pool.close());

  it('does in a thread exactly what the function does here, and says how far it is', async () => {
    const run = pool.run('nearRepeat', question(199))!;
    const outcome = await run.outcome;
    expect(outcome).toEqual({ ok: true, value: nearRepeatOf(question(199)) });
    expect(run.progress()).toEqual({ done: 397, total: 398 });
  });

  it('stops what is called off, waiting or under way, and goes on with the next', async () => {
    const long = pool.run('nearRepeat', question(LONG))!;
    const waiting = pool.run('nearRepeat', question(LONG))!;
    const short = pool.run('nearRepeat', question(99))!;
    await until(() => long.progress().done > 0);
    waiting.cancel();
    expect(await waiting.outcome).toEqual({ ok: false, reason: 'cancelled' });
    long.cancel();
    expect(await long.outcome).toEqual({ ok: false, reason: 'cancelled' });
    expect((await short.outcome).ok).toBe(true);
  });

  it('hands a bug in a task to whoever asked, and lives on', async () => {
    const broken = pool.run('networkCells', [null as never, 4, 1000])!;
    await expect(broken.outcome).rejects.toThrow(/not iterable/);
    expect((await pool.run('nearRepeat', question(99))!.outcome).ok).toBe(true);
  });

  it('refuses more than a hundred that wait', async () => {
    const runs = Array.from({ length: 101 }, () => pool.run('nearRepeat', question(LONG))!);
    expect(pool.run('nearRepeat', question(99))).toBeNull();
    for (const run of runs.reverse()) run.cancel();
    await Promise.all(runs.map((run) => run.outcome));
  });
});

describe('jobs', () => {
  const bugs: unknown[] = [];
  const jobs = new Jobs(createWorkerPool(1), (error) => bugs.push(error));
  afterAll(() => jobs.close());
  let works = 0;
  const ask = (userId: string, key: string, permutations: number, waitMs = 50) =>
    jobs.ask(
      userId,
      {
        kind: 'near-repeat',
        key,
        work: (control) => {
          works++;
          return control.run('nearRepeat', question(permutations));
        },
      },
      waitMs,
    );

  it('answer at once what was answered before', async () => {
    const first = await ask('ana', 'short', 99, 60_000);
    expect(first.status).toBe('done');
    works = 0;
    expect(await ask('luis', 'short', 99)).toEqual(first);
    expect(works).toBe(0);
  });

  it('belong to a person: one computation, a job for each, seen and cancelled by nobody else', async () => {
    works = 0;
    const ana = await ask('ana', 'long', LONG);
    const luis = await ask('luis', 'long', LONG);
    const again = await ask('ana', 'long', LONG);
    if (ana.status !== 'running' || luis.status !== 'running' || again.status !== 'running') {
      throw new Error('not running');
    }
    expect(works).toBe(1);
    expect(again.job.id).toBe(ana.job.id);
    expect(luis.job.id).not.toBe(ana.job.id);
    expect(jobs.state('luis', ana.job.id)).toBeNull();
    expect(jobs.cancel('luis', ana.job.id)).toBeNull();
    await until(() => (jobs.state('ana', ana.job.id)?.done ?? 0) > 0);

    expect(jobs.cancel('ana', ana.job.id)).toMatchObject({ status: 'cancelled' });
    expect(jobs.state('ana', ana.job.id)).toBeNull();
    expect(jobs.state('luis', luis.job.id)).toMatchObject({ status: 'running' });
    expect(jobs.cancel('luis', luis.job.id)).toMatchObject({ status: 'cancelled' });
    expect((await ask('ana', 'next', 99, 60_000)).status).toBe('done');
  });

  it('begin anew after they were called off', async () => {
    works = 0;
    const begun = await ask('ana', 'again', LONG);
    if (begun.status !== 'running') throw new Error('not running');
    jobs.cancel('ana', begun.job.id);
    expect((await ask('ana', 'again', 99, 60_000)).status).toBe('done');
    expect(works).toBe(2);
  });

  it('throw a bug to whoever waits and do not remember it', async () => {
    const broken = () =>
      jobs.ask('ana', { kind: 'x', key: 'bug', work: () => Promise.reject(new Error('bug')) });
    await expect(broken()).rejects.toThrow('bug');
    await expect(broken()).rejects.toThrow('bug');
    expect(bugs).toHaveLength(2);
  });
});
