import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { Cells, Health } from '../../api/contract.ts';
import { emptyDisk, fillDisk } from '../full-disk.ts';
import { violations } from './axe.ts';
import { drawnUntil, PHONE } from './pages.ts';
import { openScene } from './scene.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const FILE = path.join(ROOT, 'tests/fixtures/iom-six-rows.csv');

const scene = openScene();

describe('a file that is loaded while the page is open', () => {
  it('appears by itself: the page says so, follows the product date and draws the new hazards', async () => {
    const { page, complaints } = await scene.open('/');
    await drawnUntil(page, (drawn) => drawn.cells > 0);
    expect(await page.locator('.as-of').textContent()).toBe('al 30 abr 2018, sin novedades');

    await promisify(execFile)(process.execPath, ['cli/start.mjs', 'ingest', FILE], {
      cwd: ROOT,
      env: { PATH: process.env.PATH, VIGIA_DATA_DIR: scene.world.dataDir },
    });

    const toast = page.locator('.toast p');
    await toast.waitFor({ timeout: 20_000 });
    expect(await toast.textContent()).toContain('Los datos cambiaron');
    const health = (await (await scene.world.fetchAs('analyst', '/api/status')).json()) as Health;
    expect(health.asOf > '2021').toBe(true);
    expect(new URL(page.url()).searchParams.get('asOf')).toBe(health.asOf);

    const cells = (await (await scene.world.fetchAs('analyst', '/api/cells?resolution=4')).json()) as Cells;
    const hazards = cells.hazardsPerCell.reduce((total, count) => total + count, 0);
    expect(hazards).toBe(5);
    await drawnUntil(page, (drawn) => drawn.cellHazards === hazards);
    expect(complaints).toEqual([]);
  });
});

it('a full disk is said while everything can be read, and no more once something was kept again', async () => {
  const { pool } = scene.world.database;
  // Signed in before: a session is something new.
  await scene.world.fetchAs('planner', '/api/me');
  await fillDisk(pool);
  const { page, complaints } = await scene.open('/hoy', { role: 'planner', viewport: PHONE });
  await page.locator('.today-lead').waitFor();
  const strip = page.getByRole('alert').filter({ hasText: 'El disco del servidor está lleno' });
  await strip.waitFor();
  expect(await violations(page)).toEqual([]);
  await emptyDisk(pool);
  const places = page.getByRole('navigation', { name: 'Lugares' });
  await places.getByRole('link', { name: 'Alertas' }).click();
  await page.waitForURL('**/alertas');
  await places.getByRole('link', { name: 'Hoy' }).click();
  await page.locator('.today-lead').waitFor();
  await strip.waitFor({ state: 'detached' });
  // The refusal itself is told in the console.
  expect(complaints.filter((text) => !text.includes('503'))).toEqual([]);
});
