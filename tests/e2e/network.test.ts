import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { Corridors } from '../../api/contract.ts';
import { violations } from './axe.ts';
import { clickMapAt, drawnUntil, PHONE } from './pages.ts';
import { openScene } from './scene.ts';

const STRETCH = 'chiapas-coast:303.2-450.7';

describe('the risk of the network', () => {
  const scene = openScene();

  const param = (page: Page, name: string) => new URL(page.url()).searchParams.get(name);

  it('colours every stretch, and a click tells of one: sentence, score, trend, what it rests on, reports', async () => {
    const response = await scene.world.fetchAs('analyst', '/api/corridors');
    const { corridors } = (await response.json()) as Corridors;
    const coast = corridors.find(({ id }) => id === 'chiapas-coast');
    const line = coast?.stretches.find(({ id }) => id === STRETCH)?.line ?? [];
    const [lon, lat] = line[Math.floor(line.length / 2)] ?? [0, 0];
    const { page, complaints } = await scene.open('/?map=5.2/18/-95&off=cells,incidents,areas,hazards');
    const drawn = await drawnUntil(page, ({ scored }) => scored > 0);
    expect(drawn.scored).toBeGreaterThan(10);
    const legend = page.locator('.legend');
    await legend.getByText('Puntaje de riesgo').waitFor();
    await legend.getByText(/^n = [\d,]+ delitos predatorios sobre la red/).waitFor();

    await clickMapAt(page, lon, lat);
    const panel = page.locator('#panel');
    await panel.getByRole('heading', { name: 'Arriaga – Ixtepec' }).waitFor();
    expect(param(page, 'at')).toBe(`stretch:${STRETCH}`);
    await panel.getByText(/^Entre Arriaga e Ixtepec se reportaron .* \(IC 95 %: /).waitFor();
    await panel.getByText(/^El puntaje, de 0 a 100, compara/).waitFor();
    await panel.getByText(/veces el año anterior/).waitFor();
    for (const title of ['Delitos principales', 'Presuntos responsables', 'En qué se apoya']) {
      await panel.getByText(title, { exact: true }).waitFor();
    }
    await panel.getByText(/\d+ incidentes, \d+ reportes; \d+ incidentes contados por dos fuentes/).waitFor();
    await panel.getByLabel('Peso del pasado').selectOption('180');
    await panel.getByText('un delito de hace 180 días cuenta la mitad').waitFor();
    expect(param(page, 'half')).toBe('180');
    expect(await violations(page)).toEqual([]);

    await panel.locator('.incident-list button').first().click();
    await panel.getByText('Presuntos responsables').waitFor();
    await page.goBack();
    await panel.getByRole('heading', { name: 'Arriaga – Ixtepec' }).waitFor();
    await page.getByRole('button', { name: 'English' }).first().click();
    await panel.getByText(/^Between Arriaga and Ixtepec, .* predatory crimes were reported/).waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  }, 120_000);

  it('keeps the reports from a planner, and hatches what has no data', async () => {
    const { page } = await scene.open(`/?at=stretch:${STRETCH}`, { role: 'planner' });
    await page.locator('#panel').getByText('Su rol no ve incidentes uno por uno.').waitFor();
    expect(await page.locator('.incident-list').count()).toBe(0);
    // Half a year after the last report of all there is nothing to say of any stretch.
    await page.goto(`${scene.world.url}/rutas?asOf=2018-10-30&from=2017-01-01`);
    const drawn = await drawnUntil(page, ({ silentStretches }) => silentStretches > 0);
    await page.getByRole('button', { name: 'Tabla' }).click();
    const silent = page.locator('.table-scroll tbody tr').filter({ hasText: 'sin datos' });
    await silent.first().waitFor();
    expect(await silent.first().textContent()).not.toMatch(/\b0\b/);
    await page.getByRole('button', { name: 'Tabla' }).click();
    await page.getByRole('checkbox', { name: /^Sin datos/ }).uncheck();
    await drawnUntil(page, ({ silentStretches, noData }) => silentStretches + noData === 0);
    await page.locator('.legend').getByText('El rayado está apagado.').waitFor();
    await page.getByRole('checkbox', { name: /^Sin datos/ }).check();
    await drawnUntil(page, ({ silentStretches }) => silentStretches > 0);
    expect(drawn.scored).toBe(0);
    // There were crimes in the period, so nobody is told that none was counted.
    await page
      .locator('#panel')
      .getByText(/de ningún tramo hay datos con que estimar el riesgo/)
      .waitFor();
    await page.locator('.legend').getByText('Tramo sin datos: no se sabe').waitFor();
    await page.context().close();
  }, 120_000);

  it('shows the way between two stations, found by keyboard without accents', async () => {
    const { page, complaints } = await scene.open('/rutas');
    const panel = page.locator('#panel');
    await panel.getByText(/^El puntaje más alto es de/).waitFor();
    const from = page.getByRole('combobox', { name: 'Desde la estación' });
    const to = page.getByRole('combobox', { name: 'Hasta la estación' });
    await from.fill('tapach');
    await page.getByRole('option', { name: 'Tapachula' }).waitFor();
    expect(await from.getAttribute('aria-expanded')).toBe('true');
    await page.keyboard.press('ArrowDown');
    const active = await from.getAttribute('aria-activedescendant');
    expect(await page.locator(`[id="${active}"]`).textContent()).toBe('Tapachula');
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await to.fill('MATIAS');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    expect([param(page, 'start'), param(page, 'end')]).toEqual(['Tapachula', 'Matías Romero']);

    await panel.getByText(/^De Tapachula a Matías Romero son \d+ km\. .* \(IC 95 %: .*\)\.$/).waitFor();
    const rows = panel.locator('.way-table tbody tr');
    expect(await rows.count()).toBe(5);
    expect(await rows.first().textContent()).toMatch(/^Tapachula – HuixtlaCosta de Chiapas, km 39 a 83/);
    await panel.getByText('No busca ni ofrece recorridos de menor riesgo').waitFor();
    const drawn = await drawnUntil(page, ({ dangerPoints }) => dangerPoints > 0);
    expect(drawn.dangerPoints).toBe(await panel.locator('.danger-points li').count());
    expect(await violations(page)).toEqual([]);

    await panel.getByRole('button', { name: 'Invertir' }).click();
    await panel.getByText(/^De Matías Romero a Tapachula/).waitFor();
    await page.goBack();
    await panel.getByText(/^De Tapachula a Matías Romero/).waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  }, 120_000);

  it('says honestly why there is no way or no figure, in both languages, also on a phone', async () => {
    const { page } = await scene.open('/rutas?start=Atlantis&end=Ixtepec', {
      viewport: PHONE,
    });
    const panel = page.locator('#panel');
    await panel.getByText('La red no tiene ninguna estación con el nombre «Atlantis»').waitFor();
    await page.goto(`${scene.world.url}/rutas?start=Ixtepec&end=Ixtepec&lang=en`);
    await panel.getByText('Ixtepec is both the start and the end').waitFor();
    await page.goto(
      `${scene.world.url}/rutas?start=Arriaga&end=Ixtepec&from=1990-01-01&to=1990-12-31&lang=en`,
    );
    await panel.getByText(/there are no data to estimate risk from; that does not mean/).waitFor();
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(PHONE.width);
    const targets = await page.locator('#panel').locator('button, input, select, summary').all();
    for (const target of targets) {
      const box = await target.boundingBox();
      if (box) expect(box.height, await target.evaluate((one) => one.outerHTML)).toBeGreaterThanOrEqual(44);
    }
    await page.context().close();
  }, 120_000);
});
