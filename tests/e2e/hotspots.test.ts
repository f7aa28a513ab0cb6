import { readFileSync } from 'node:fs';
import { cellToLatLng, latLngToCell } from 'h3-js';
import { describe, expect, it } from 'vitest';
import { PLANTED_CLUSTER } from '../../data/sample/distributions.ts';
import { drawnUntil, pixelAt } from './pages.ts';
import { openScene } from './scene.ts';

describe('the page of hotspots', () => {
  const scene = openScene();

  it('draws the study area with its hotspots, says over what and how, and leads to the incidents', async () => {
    const { page, complaints } = await scene.open('/focos?hex=5&from=2018-01-31', { acceptDownloads: true });
    const drawn = await drawnUntil(page, ({ hotspots }) => hotspots > 0);
    expect(drawn.studyCells).toBeGreaterThan(drawn.hotspots * 5);
    expect(drawn.cells).toBe(0);
    const legend = page.locator('.legend');
    await legend.getByText('Focos de delitos depredadores').waitFor();
    await legend.getByText(/Más opaco, más estable/).waitFor();
    await legend.getByText(/Zona de estudio: .* hexágonos/).waitFor();
    const panel = page.locator('#panel');
    await panel.getByText('Getis y Ord 1992').waitFor();
    await panel.getByText('Knox 1964').waitFor();

    // Hovering compares, a click opens it with the incidents behind the number; back is back.
    const cell = latLngToCell(PLANTED_CLUSTER.lat, PLANTED_CLUSTER.lon, 5);
    const [lat, lon] = cellToLatLng(cell);
    const { x, y } = await pixelAt(page, lon, lat);
    await page.mouse.move(x, y);
    await page
      .locator('.hover-line')
      .getByText(/\d+ delitos aquí y alrededor, .* esperados/)
      .waitFor();
    await page.mouse.click(x, y);
    await panel
      .getByText(/^foco firme/i)
      .first()
      .waitFor();
    expect(new URL(page.url()).searchParams.get('at')).toBe(`cell:${cell}`);
    await page.goBack();
    await panel.getByText('Los focos más marcados').waitFor();
    await page.goForward();
    const sentence = (await panel.locator('.lead p').first().textContent()) ?? '';
    expect(sentence).toMatch(/^foco firme/i);
    const around = Number(/(\d+) delitos aquí/.exec(sentence)?.[1]);
    await panel.getByRole('heading', { name: `Los ${around} incidentes detrás de este número` }).waitFor();
    await panel.locator('.incident-list button').first().click();
    await panel.getByRole('button', { name: 'Ver el hexágono' }).click();
    await panel.getByText('delitos aquí y en los hexágonos vecinos').waitFor();
    expect(new URL(page.url()).searchParams.get('at')).toMatch(/^cell:/);
    await page.getByRole('checkbox', { name: 'Focos de delitos depredadores' }).uncheck();
    await drawnUntil(page, ({ studyCells }) => studyCells === 0);
    expect(new URL(page.url()).searchParams.get('off')).toBe('hotspots');
    await page.getByRole('button', { name: 'Tabla' }).click();
    await page.getByRole('columnheader', { name: 'Gi* (z)' }).waitFor();
    expect(await page.locator('.table-scroll tbody tr').nth(0).textContent()).toMatch(/foco firme/);
    await page.getByRole('button', { name: 'Llevarse' }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'CSV' }).click();
    const csv = readFileSync(await (await download).path(), 'utf8').slice(1);
    expect(csv.split('\r\n')[0]).toBe(
      'near,class,z,q,stability,around,expected,count,pattern,cell,synthetic,note',
    );
    expect(csv.split('\r\n').length).toBeGreaterThan(drawn.studyCells);
    expect(complaints).toEqual([]);
  });

  it('are not taken along under the words of another filter while those of that one are computed', async () => {
    const { page } = await scene.open('/focos', { isMapPainted: false });
    const panel = page.locator('#panel');
    await panel.getByText(/hexágonos donde los delitos depredadores/).waitFor();
    await page.getByRole('button', { name: 'Llevarse' }).click();
    const csv = page.getByRole('button', { name: 'CSV', exact: true });
    await csv.waitFor();
    await page.keyboard.press('Escape');
    await page.route('**/api/hotspots?*', () => {});
    await panel.getByLabel('12 meses').check();
    await page.getByRole('button', { name: 'Llevarse' }).click();
    await page.locator('.export-menu').getByText('Lo que se ve es de antes del último cambio').waitFor();
    expect(await csv.count()).toBe(0);
    expect(await page.getByRole('button', { name: 'Mapa en PNG' }).count()).toBe(0);
    await page.context().close();
  });

  it('keeps size and period in the address, and says why where there is no answer', async () => {
    const { page } = await scene.open('/focos?from=2016-01-01&to=2016-01-05');
    const panel = page.locator('#panel');
    await panel
      .getByText(/Hay muy pocos delitos en este periodo/)
      .first()
      .waitFor();
    await panel.getByLabel('253 km²').check();
    expect(new URL(page.url()).searchParams.get('hex')).toBe('5');
    await page.goto(`${scene.world.url}/focos?crime=smuggling`);
    await panel
      .getByText(/tráfico de personas migrantes y transporte de droga consentidos nunca entran/)
      .waitFor();
    expect(await page.locator('body').textContent()).not.toMatch(/NaN|Infinity/);
  });
});
