import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import type { SentReports } from '../../api/contract-reports.ts';
import { violations } from './axe.ts';
import { openScene } from './scene.ts';

const NARROW = { viewport: { width: 360, height: 780 }, hasTouch: true };
const SHOTS = process.env.SHOTS;

const scene = openScene();

/** Clean for axe, no sideways scroll, no target smaller than a thumb. */
async function isFitForAPhone(page: Page, name: string): Promise<void> {
  expect((await violations(page)).map((line) => `${name} ${line}`)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  const small = await page.evaluate(() =>
    [
      ...document.querySelectorAll<HTMLElement>(
        'main :is(button, select, input:not([type=checkbox], [type=radio], [type=file]), .file-button, summary, .choice)',
      ),
    ]
      .filter((target) => target.checkVisibility() && !target.closest('.place-map'))
      .map((target) => ({ name: target.textContent, height: target.getBoundingClientRect().height }))
      .filter(({ height }) => height < 44),
  );
  expect(small).toEqual([]);
  if (SHOTS) await page.screenshot({ path: `${SHOTS}/${name}.png`, fullPage: true });
}

const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true }).waitFor();
const next = (page: Page) => page.getByRole('button', { name: 'Siguiente' }).click();

it('an interview on a phone: written without a connection, kept, and sent once when it is back', async () => {
  const { page } = await scene.open('/reportar', { role: 'recipient', ...NARROW });
  await heading(page, 'Qué pasó');
  await next(page);
  await page.getByRole('alert').getByText('Marque al menos un delito.').waitFor();
  await page.getByLabel('secuestro').check();
  await page.getByLabel('robo').check();
  await isFitForAPhone(page, 'form-what');
  await next(page);

  await heading(page, 'Dónde');
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Dónde');
  await page.getByLabel('¿Dónde ocurrió?').fill('Chahuites, Oaxaca');
  await page.locator('.geocoded-placed').waitFor({ timeout: 60_000 });
  await page.locator('.place-map-canvas[data-idle]').waitFor({ timeout: 60_000 });
  await isFitForAPhone(page, 'form-where');
  await next(page);

  // From here on without a connection: the page, its steps and the draft need none.
  await page.context().setOffline(true);
  await page.getByText('Sin conexión con el servidor.').waitFor();
  await heading(page, 'Cuándo');
  await page.getByLabel('Año').selectOption('2017');
  await page.getByLabel('Mes').selectOption('03');
  await isFitForAPhone(page, 'form-when');
  await next(page);
  await page.getByLabel('pandilla').check();
  await next(page);
  await page.getByLabel('Mujeres').fill('1');
  await page.getByLabel('Niñas y adolescentes').fill('2');
  await page.getByLabel('Honduras').check();
  await isFitForAPhone(page, 'form-victims');
  await next(page);
  await page
    .getByLabel('¿Qué pasó? En pocas frases.')
    .fill('Habló Juan Pérez López, tel. 961 123 4567. Los bajaron del tren.');
  await next(page);
  await next(page);
  await page.getByRole('alert').getByText('Sin consentimiento no se envía nada.').waitFor();
  await page.getByLabel('La persona aceptó').check();
  await page.getByLabel('el lugar exacto').check();
  await isFitForAPhone(page, 'form-sharing');
  await next(page);
  await heading(page, 'Revisar y enviar');
  await page.getByRole('button', { name: 'Enviar el reporte' }).click();
  await page.getByRole('alert').getByText('No se envió.').waitFor();

  await page.context().setOffline(false);
  // The draft is on the device: a page that is opened anew has it.
  await page.reload();
  await heading(page, 'Qué pasó');
  expect(await page.getByRole('checkbox', { name: 'secuestro' }).isChecked()).toBe(true);
  for (let step = 0; step < 7; step++) await next(page);
  await page.getByText('Esto se quitará antes de guardar').waitFor({ timeout: 30_000 });
  const kept = await page.locator('.notice-redacted q').textContent();
  expect(kept).not.toContain('Pérez');
  expect(kept).toContain('Los bajaron del tren.');
  await isFitForAPhone(page, 'form-send');
  await page.getByRole('button', { name: 'Dejarlo así' }).click();
  await page.getByText('No se encontraron datos personales').waitFor({ timeout: 30_000 });
  await page.getByRole('button', { name: 'Enviar el reporte' }).dblclick();
  await page.getByText('Se guardó como reporte nuevo.').waitFor({ timeout: 60_000 });
  await isFitForAPhone(page, 'form-sent');
  expect(await page.evaluate(() => localStorage.getItem('vigia-report-draft'))).toBeNull();
  const mine = await page.evaluate<SentReports>(() =>
    fetch('/api/reports/mine').then((answer) => answer.json()),
  );
  expect(mine.reports).toHaveLength(1);
  expect(mine.reports[0]).toMatchObject({ datePrecision: 'month', withheld: ['place'] });
  await page.context().close();
}, 240_000);

it('a draft is cleared by its button, asked twice, and leaves nothing on the device', async () => {
  const { page } = await scene.open('/reportar', { role: 'recipient', ...NARROW });
  await page.getByLabel('extorsión').check();
  await page.getByText('Borrador guardado').waitFor();
  await page.getByRole('button', { name: 'Borrar el borrador' }).click();
  await page.getByRole('button', { name: 'Sí, borrar' }).click();
  expect(await page.evaluate(() => localStorage.getItem('vigia-report-draft'))).toBeNull();
  expect(await page.getByLabel('extorsión').isChecked()).toBe(false);
  await page.context().close();
}, 90_000);

it('a file is tried, loaded and remembered', async () => {
  const { page, complaints } = await scene.open('/datos', { role: 'steward', ...NARROW });
  const rows = [
    'folio,fecha_del_hecho,lugar,delitos',
    'E1,2018-03-12,"Chahuites, Oaxaca",robo',
    'E2,ayer,Celaya,robo',
  ];
  await page.getByLabel('Elegir archivo').setInputFiles({
    name: 'prueba.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(`${rows.join('\n')}\n`),
  });
  await page.getByText('camrd (csv, utf-8)').waitFor();
  await isFitForAPhone(page, 'data-sent');
  await page.getByRole('button', { name: 'Ensayar' }).click();
  await heading(page, 'Ensayo de prueba.csv: no se guardó nada todavía');
  await page.getByText('la fecha no se entiende').first().waitFor();
  await page.getByRole('button', { name: 'Cargar', exact: true }).click();
  await heading(page, 'prueba.csv: cargado');
  await page.locator('tr', { hasText: 'prueba.csv' }).filter({ hasText: 'cargado' }).first().waitFor();
  await isFitForAPhone(page, 'data-loaded');
  expect(complaints).toEqual([]);
  await page.context().close();
}, 240_000);
