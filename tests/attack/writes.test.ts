import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../data/database.ts';
import { copyServer } from '../databases.ts';
import { isOpenTo } from '../fuzz/fuzz.ts';
import type { Known } from '../fuzz/requests.ts';
import { compare, noResult, told } from './attack.ts';
import { DELAYED, OUTSIDE, type Question } from './questions.ts';
import { openAttacked } from './world.ts';
import { forgetNumbers, writesFor } from './write-questions.ts';

const SEED = 20261123;
/** Requests to an operation by a role that it is open to. */
const RUNS = 6;

/**
 * What changes data can't be sent twice to one world: the same is sent to a world with a secret of today and to one
 * without, one request after the other, so that each finds what those before left behind.
 */
describe('whoever may not know of an incident', () => {
  const closing: (() => Promise<void>)[] = [];
  const result = noResult();
  const statuses: Record<number, number> = {};
  /** Operations that somebody they are open to was answered well by. */
  const done = new Set<string>();
  const open = new Set<string>();

  const openWorld = async () => {
    const made = await copyServer();
    closing.push(made.remove);
    const opened = await openDatabase(made.place, { join: false });
    if (!opened.ok) throw new Error(JSON.stringify(opened));
    closing.push(() => opened.database.close());
    const world = await openAttacked(opened.database);
    closing.push(() => world.server.stop());
    return world;
  };

  beforeAll(async () => {
    const [without, beside] = await Promise.all([openWorld(), openWorld()]);
    await beside.plantFresh();
    const { document, known } = without.target;
    const ids = idsOf(known, beside.target.known);
    for (const question of writesFor(document, known, [...OUTSIDE, ...DELAYED], { seed: SEED, runs: RUNS })) {
      const { operation, role } = question;
      const [a, b] = await Promise.all([
        told(without, question, forgetNumbers, result),
        told(beside, translated(question, ids), forgetNumbers, result),
      ]);
      compare(question, a, b, result);
      statuses[a.status] = (statuses[a.status] ?? 0) + 1;
      const name = `${operation.method} ${operation.path}`;
      if (isOpenTo(operation, role)) open.add(name);
      if (a.status < 300) done.add(name);
    }
  }, 300_000);
  afterAll(async () => {
    for (const close of closing.reverse()) await close();
  });

  it('changes things with the same answers as if it were not there', () => {
    expect(result.differences.slice(0, 20)).toEqual([]);
  });

  it('and so much was sent, to most operations with success', () => {
    expect(result.requests).toBeGreaterThan(700);
    expect(statuses[200]).toBeGreaterThan(40);
    // Not those that need a link from a mail, an undelivered message, or what this clock has not brought about.
    expect(done.size).toBeGreaterThan(0.6 * open.size);
  });
});

type Ids = readonly (readonly [mine: string, theirs: string])[];

/** What is made by chance in one world, and the same of the other; numbers are the same in both. */
function idsOf(mine: Known, theirs: Known): Ids {
  return mine
    .flatMap(([, values], kind) =>
      values.flatMap((value, at) =>
        Object.entries(value).map(([name, id]) => [id, theirs[kind]?.[1][at]?.[name] ?? id] as const),
      ),
    )
    .filter(([a, b]) => a !== b && a.length > 10);
}

/** The same question with the ids of the other world. */
function translated(question: Question, ids: Ids): Question {
  const swap = (text: string) => ids.reduce((all, [from, to]) => all.replaceAll(from, to), text);
  const { url, body } = question.request;
  const request = {
    ...question.request,
    url: swap(url),
    body: typeof body === 'string' ? swap(body) : body,
  };
  return { ...question, request };
}
