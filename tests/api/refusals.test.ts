import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Role } from '../../domain/access/permissions.ts';
import { describeOnBothDatabases } from '../databases.ts';
import { startServer, type TestServer } from '../server.ts';

const MINUTE_MS = 60_000;

describeOnBothDatabases('whoever is refused', (db) => {
  let server: TestServer;
  let clock = new Date('2026-11-23T12:00:00Z');

  beforeAll(async () => {
    server = await startServer(db.database, () => clock);
  });
  afterAll(() => server?.stop());
  beforeEach(() => {
    clock = new Date(clock.getTime() + 61 * MINUTE_MS);
  });

  const refused = async () => {
    const { rows } = await db.database.pool.query(
      `select actor_kind, actor_name, address, subject_kind || ' ' || subject_id as subject, details
       from audit_entry where action = 'access-refused' and at >= $1 order by seq`,
      [clock.toISOString()],
    );
    return rows;
  };
  const statusOf = async (role: Role, path: string, init?: RequestInit) => {
    const response = await server.fetchAs(role, path, init);
    await response.arrayBuffer();
    return response.status;
  };

  it('by role is in the audit: who, at what, why, from where', async () => {
    expect(await statusOf('planner', '/api/incidents/7')).toBe(403);
    expect(await refused()).toEqual([
      {
        actor_kind: 'user',
        actor_name: 'test planner',
        address: expect.stringContaining('127.0.0.1'),
        subject: 'route GET /api/incidents/{id}',
        details: { why: 'forbidden', needs: 'incidents.read', unwritten: 0 },
      },
    ]);
  });

  it('for a word that is not disclosed to their role is too, though the route is theirs', async () => {
    expect(await statusOf('planner', '/api/states?crime=smuggling')).toBe(403);
    expect(await refused()).toMatchObject([{ details: { why: 'not_disclosed', needs: 'map.read' } }]);
  });

  it('a hundred times is there once an hour for each person and route, and the next entry counts the rest', async () => {
    const began = clock;
    // A few at a time: a hundred at once are too much for a slow machine, which says so before it looks at the role.
    const loop = async (role: Role, path: string, times: number) => {
      const statuses: number[] = [];
      for (let left = times; left > 0; left -= 10) {
        const some = Array.from({ length: Math.min(10, left) }, () => statusOf(role, path));
        statuses.push(...(await Promise.all(some)));
      }
      return statuses;
    };
    expect(new Set(await loop('recipient', '/api/incidents', 100))).toEqual(new Set([403]));
    await loop('recipient', '/api/states', 3);
    await loop('planner', '/api/incidents', 3);
    expect((await refused()).map(({ actor_name, subject }) => `${actor_name}: ${subject}`).sort()).toEqual([
      'test planner: route GET /api/incidents',
      'test recipient: route GET /api/incidents',
      'test recipient: route GET /api/states',
    ]);
    clock = new Date(began.getTime() + 61 * MINUTE_MS);
    await loop('recipient', '/api/incidents', 1);
    expect(await refused()).toMatchObject([{ details: { unwritten: 99 } }]);
  });

  it('for another reason is not: what was asked wrongly, or by nobody known', async () => {
    expect(await statusOf('analyst', '/api/incidents?nonsense=1')).toBe(400);
    expect((await fetch(`${server.url}/api/incidents`)).status).toBe(401);
    expect(await refused()).toEqual([]);
  });
});
