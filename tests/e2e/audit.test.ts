import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { appendAudit } from '../../data/audit.ts';
import { type Database, openDatabase } from '../../data/database.ts';
import { copyEmbedded } from '../databases.ts';
import { startServer, type TestServer } from '../server.ts';
import { violations } from './axe.ts';
import { launchBrowser } from './browser.ts';
import { openPage, PHONE, WIDE } from './pages.ts';

let browser: Browser;
let server: TestServer;
let database: Database;
let remove: () => Promise<void>;

beforeAll(async () => {
  const copied = copyEmbedded();
  remove = copied.remove;
  const opened = await openDatabase(copied.place, { join: false });
  if (!opened.ok) throw new Error(JSON.stringify(opened));
  database = opened.database;
  const ana = { kind: 'user', id: '7', name: 'Ana Ríos' } as const;
  for (let i = 0; i < 60; i++) {
    const at = new Date(Date.UTC(2026, 10, 20, 10, i));
    const subject = { kind: 'incident', id: String(i) };
    const entry = {
      action: 'report-opened',
      actor: ana,
      address: '10.0.0.8',
      subject,
      reason: 'caso 12',
      rows: 2,
    } as const;
    await appendAudit(database.pool, entry, at);
  }
  const nobody = { kind: 'nobody', id: '', name: 'alguien' } as const;
  await appendAudit(
    database.pool,
    { action: 'sign-in-failed', actor: nobody, address: '10.0.0.9' },
    new Date('2026-11-21T08:00:00Z'),
  );
  [server, browser] = await Promise.all([startServer(database), launchBrowser()]);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await database?.close();
  await remove?.();
});

const open = (viewport: typeof WIDE, theme: 'light' | 'dark') =>
  openPage(browser, server.url, '/auditoria', { role: 'administrator', viewport, colorScheme: theme });

it('is read as sentences, filtered, turned and verified', async () => {
  const { page, complaints } = await open(WIDE, 'light');
  const entries = page.locator('.audit-entries li');
  await expect.poll(() => entries.count(), { timeout: 30_000 }).toBe(50);
  const action = page.getByRole('combobox', { name: 'Acto' });
  await action.selectOption('sign-in-failed');
  await expect.poll(() => entries.count()).toBe(1);
  expect(await entries.first().textContent()).toContain('intento de entrar rechazado');
  await action.selectOption('report-opened');
  await page.getByLabel('Quién').fill('ríos');
  await expect.poll(() => entries.count()).toBe(50);
  await page.getByRole('button', { name: 'Más antiguos' }).click();
  await expect.poll(() => entries.count()).toBe(10);
  // The address keeps filters and page, and each can be undone.
  await page.reload();
  await expect.poll(() => entries.count(), { timeout: 30_000 }).toBe(10);
  expect(await page.getByLabel('Quién').inputValue()).toBe('ríos');
  await page.getByRole('button', { name: 'Más recientes' }).click();
  await expect.poll(() => entries.count()).toBe(50);
  await page.getByRole('button', { name: 'Deshacer' }).click();
  await expect.poll(() => entries.count()).toBe(10);
  expect(await entries.last().textContent()).toContain('Ana Ríos abrió un reporte');
  expect(await entries.last().textContent()).toContain('motivo: caso 12');
  await page.getByRole('button', { name: 'Comprobar ahora' }).click();
  const verdict = page.locator('.audit-verdict');
  await verdict.waitFor();
  expect(await verdict.textContent()).toContain('La bitácora está íntegra');
  expect(JSON.parse(await verdict.locator('textarea').inputValue())).toMatchObject({
    seq: expect.any(Number),
  });
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Exportar CSV' }).click();
  expect((await download).suggestedFilename()).toMatch(/^vigia-audit-.*\.csv$/);
  expect(complaints).toEqual([]);
  await page.context().close();
});

it.each([
  ['wide', WIDE, 'light'],
  ['wide, dark', WIDE, 'dark'],
  ['phone', PHONE, 'light'],
] as const)('axe-core finds nothing, and nothing scrolls sideways: %s', async (name, viewport, theme) => {
  const { page } = await open(viewport, theme);
  await page.getByRole('button', { name: 'Comprobar ahora' }).click();
  await page.locator('.audit-verdict').waitFor();
  await page.locator('.audit-entries li').first().waitFor();
  if (process.env.SHOTS) await page.screenshot({ path: `/tmp/audit-${name}.png` });
  expect(await violations(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(viewport.width);
  const small = await page
    .locator('main button, main a, main select, main input')
    .evaluateAll((targets) =>
      targets
        .filter((target) => target.getBoundingClientRect().height < 44)
        .map((target) => target.outerHTML),
    );
  expect(small).toEqual([]);
  await page.context().close();
});
