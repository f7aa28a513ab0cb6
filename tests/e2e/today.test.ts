import { mkdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { violations } from './axe.ts';
import { PHONE } from './pages.ts';
import { openScene } from './scene.ts';

const scene = openScene();

/** How many rows the page's table has, and what is said above it, right after the browser says that it will print. */
function printedTable(page: Page): Promise<{ rows: number; said: string | undefined }> {
  return page.evaluate(() => {
    window.dispatchEvent(new Event('beforeprint'));
    const table = document.querySelector('.table-scroll');
    const rows = table?.querySelectorAll('tbody tr:not(.spacer)').length ?? 0;
    const said = table?.querySelector('p')?.textContent ?? undefined;
    window.dispatchEvent(new Event('afterprint'));
    return { rows, said };
  });
}

it('a planner reads the day, in both languages and colours, and puts the hints away for good', async () => {
  const { page, complaints } = await scene.open('/hoy', { role: 'planner' });
  await page.locator('.today-lead').waitFor();
  await page.getByText(/\d+ delitos? en los últimos 28 días/).waitFor();
  expect(await page.locator('.hints li').count()).toBe(3);
  await page.locator('.hints li button').first().click();
  expect(await page.locator('.hints li').count()).toBe(2);
  await page.locator('.hints-all').click();
  expect(await violations(page)).toEqual([]);
  const header = await page.locator('.header').boundingBox();
  expect(header?.height).toBeLessThan(60);
  await page.reload();
  await page.locator('.today-lead').waitFor();
  expect(await page.locator('.hints').count()).toBe(0);
  expect(complaints).toEqual([]);
  await page.context().close();

  const dark = await scene.open('/hoy?lang=en', { role: 'planner', colorScheme: 'dark' });
  await dark.page.getByText('in the last 28 days').waitFor();
  expect(await violations(dark.page)).toEqual([]);
  await dark.page.context().close();
});

it('a busy server is asked again when it says so; one click makes a briefing of the day', async () => {
  const { page, complaints } = await scene.open('/guia', { role: 'planner' });
  const busy = { error: { code: 'overloaded', message: 'too much is asked at the moment' } };
  await page.route(
    '**/api/today',
    (route) => route.fulfill({ status: 503, headers: { 'retry-after': '2' }, json: busy }),
    { times: 1 },
  );
  await page.goto(new URL('/hoy', scene.world.url).href);
  await page.getByText('El servidor está ocupado').first().waitFor();
  await page.locator('.today-lead').waitFor();
  expect(await page.getByText('El servidor está ocupado').count()).toBe(0);
  let tellRisk = () => {};
  const isRiskDue = new Promise<void>((resolve) => {
    tellRisk = resolve;
  });
  await page.route('**/api/segments/risk*', async (route) => {
    await isRiskDue;
    await route.continue();
  });
  await page.getByRole('link', { name: 'Informe para imprimir' }).click();
  const print = page.getByRole('button', { name: 'Imprimir o guardar como PDF' });
  await page.getByText('Espere: falta calcular el riesgo').waitFor();
  expect(await print.isDisabled()).toBe(true);
  tellRisk();
  await page.locator('.briefing-table tbody tr').nth(12).waitFor();
  await page.getByText('Espere: falta calcular el riesgo').waitFor({ state: 'detached' });
  expect(await print.isEnabled()).toBe(true);
  // A planner sees no incident one by one: stretches open, counts don't.
  expect(await page.locator('.briefing-table th a').first().getAttribute('href')).toContain('/rutas?');
  expect(await page.locator('.briefing-table td a').count()).toBe(0);
  await page.getByText(/DATOS SINTÉTICOS: [\d,]+ de los/).waitFor();
  await page.getByText(/n = [\d,]+ delitos sobre la red/).waitFor();
  expect(await violations(page)).toEqual([]);
  await page.emulateMedia({ media: 'print' });
  expect(await print.isVisible()).toBe(false);
  // The refusal itself is told in the console.
  expect(complaints.filter((text) => !text.includes('503'))).toEqual([]);
  await page.context().close();
});

it('an analyst opens a number of the briefing; map and plan are printed whole, with what they say and the mark', async () => {
  const { page } = await scene.open('/informe', { isMapPainted: false });
  const number = page.locator('.briefing-table td a').first();
  const count = (await number.textContent()) ?? '';
  await number.click();
  await page.locator('.panel .lead p', { hasText: `se reportaron ${count} delitos` }).waitFor();
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  const about = page.locator('.printed-about');
  expect(await about.textContent()).toMatch(
    /DATOS SINTÉTICOS.*n = [\d,]+ delitos.*datos al.*Filtros: Delitos, .*Sin datos/s,
  );
  expect(await page.locator('.map-pane').isVisible()).toBe(false);
  const whole = await page
    .locator('.panel')
    .evaluate(({ clientHeight, scrollHeight }) => [clientHeight, scrollHeight]);
  expect(whole[0]).toBe(whole[1]);
  const ink = await page.locator('.panel h2').evaluate((heading) => getComputedStyle(heading).color);
  expect(ink).toBe('rgb(35, 34, 31)');

  // On screen the rows of a table are drawn as far as they are seen; on paper are all.
  await page.emulateMedia({ media: 'screen' });
  await page.goto(new URL('/?table=states', scene.world.url).href);
  const rows = page.locator('.table-scroll tbody tr:not(.spacer)');
  await rows.first().waitFor();
  expect(await rows.count()).toBeLessThan(32);
  expect(await printedTable(page)).toEqual({ rows: 32, said: undefined });
  await expect.poll(() => rows.count()).toBeLessThan(32);
  await page.emulateMedia({ media: 'print' });
  expect(await page.locator('.table-scroll .spacer').first().isVisible()).toBe(false);
  await page.emulateMedia({ media: 'screen' });
  for (const [language, said] of [
    ['es', /primeras 1,000 de \d+,\d+ filas/],
    ['en', /first 1,000 of \d+,\d+ rows/],
  ] as const) {
    await page.goto(new URL(`/?table=incidents&lang=${language}`, scene.world.url).href);
    await rows.first().waitFor();
    expect(await printedTable(page)).toEqual({ rows: 1_000, said: expect.stringMatching(said) });
  }
  await page.context().close();

  const plan = await scene.open('/patrullas?unidades=3', { role: 'planner', isMapPainted: false });
  await plan.page.locator('.patrol-table').first().waitFor();
  await plan.page.emulateMedia({ media: 'print' });
  for (const part of ['.header h1', '.page-title', '.strip-synthetic', '.patrol-result .unit-synthetic']) {
    expect([part, await plan.page.locator(part).first().isVisible()]).toEqual([part, true]);
  }
  await plan.page.context().close();
});

it('a recipient begins with the alerts, on a phone without a sideways scroll', async () => {
  const { page } = await scene.open('/', { role: 'recipient', viewport: PHONE });
  await page.waitForURL('**/alertas');
  await page.getByRole('navigation', { name: 'Lugares' }).getByRole('link', { name: 'Hoy' }).click();
  await page.locator('.today-lead').waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  expect(await page.getByText('últimos 28 días').count()).toBe(0);
  expect(await violations(page)).toEqual([]);
  await page.context().close();
});

it('a view that was saved by name is restored, with what stands after #; recent ones are told in words', async () => {
  const { page } = await scene.open('/patrones?lang=es#state=07&crime=robbery', { role: 'analyst' });
  await page.getByRole('button', { name: 'Compartir' }).click();
  await page.getByLabel('Nombre de la vista').fill('Cada lunes');
  await page.getByRole('button', { name: 'Guardar la vista' }).click();
  await page.getByText('Guardada como «Cada lunes».').waitFor();
  await page.getByRole('link', { name: 'Vistas guardadas y recientes' }).click();
  await page.getByRole('link', { name: 'Cada lunes' }).waitFor();
  await page.getByRole('link', { name: 'Patrones: Chiapas, robo' }).waitFor();
  expect(await violations(page)).toEqual([]);
  await page.getByRole('link', { name: 'Cada lunes' }).click();
  await page.waitForURL('**/patrones#state=07&crime=robbery');
  await page.getByRole('button', { name: 'Quitar Delito: robo' }).waitFor();
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Teclas' }).waitFor();
  await page.keyboard.press('Escape');
  // A place is found from here too, and opens on the map under the same filter.
  await page.keyboard.press('/');
  await page.getByRole('combobox', { name: 'Buscar un lugar' }).waitFor();
  await page.keyboard.type('cordoba');
  await page
    .getByRole('option', { name: /^Córdoba/ })
    .first()
    .waitFor();
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/\?crime=robbery&.*map=8\.00\/18\.9/);
  await page.context().close();
});

it('all roles at once: the header is one row at 1024; help and guide are accessible', async () => {
  const { database } = scene.world;
  await scene.world.fetchAs('administrator', '/api/me');
  await database.pool.query(
    `update app_user set roles = '{administrator,steward,analyst,planner,recipient}' where roles = '{administrator}'`,
  );
  const folder = process.env.LOOK_DIR;
  if (folder) mkdirSync(folder, { recursive: true });
  for (const language of ['es', 'en']) {
    const { page } = await scene.open(`/hoy?lang=${language}`, {
      role: 'administrator',
      viewport: { width: 1024, height: 768 },
    });
    await page.locator('.today-lead').waitFor();
    for (const width of [1024, 1440]) {
      await page.setViewportSize({ width, height: 900 });
      if (folder) await page.screenshot({ path: `${folder}/hoy-${language}-${width}.png` });
      expect((await page.locator('.header').boundingBox())?.height, `${language} ${width}`).toBeLessThan(60);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(over, `${language} ${width}`).toBeLessThanOrEqual(0);
    }
    for (const path of ['/ayuda', '/guia']) {
      await page.goto(new URL(`${path}?lang=${language}`, scene.world.url).href);
      await page.locator('.page-title').waitFor();
      expect(await violations(page)).toEqual([]);
      if (folder) await page.screenshot({ path: `${folder}${path}-${language}.png`, fullPage: true });
    }
    if (folder) {
      await page.pdf({ path: `${folder}/guia-${language}.pdf`, format: 'Letter' });
      await page.setViewportSize(PHONE);
      await page.goto(new URL(`/hoy?lang=${language}`, scene.world.url).href);
      await page.locator('.today-lead').waitFor();
      await page.screenshot({ path: `${folder}/hoy-${language}-phone.png`, fullPage: true });
    }
    await page.context().close();
  }
});
