import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { violations } from './axe.ts';
import { PHONE } from './pages.ts';
import { openScene } from './scene.ts';

const scene = openScene();
const shot = async (page: Page, name: string) => {
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${name}.png`, fullPage: true });
};
const answer = (page: Page) => page.locator('.patrol-answer');
const isExact = (page: Page) => page.locator('.patrol-result[data-method="exact"]').waitFor();

it('a planner makes a plan, keeps it, sets it beside another, prints it and logs what was done', async () => {
  const { page, complaints } = await scene.open('/patrullas', { role: 'planner', isMapPainted: false });
  await page.getByLabel('Unidades').fill('5');
  await page.getByRole('button', { name: 'Calcular plan' }).click();
  await answer(page)
    .getByText(
      /Con 5 unidades se cubre el .* \(IC 95 %: .* a .*\) de los delitos esperados; los 5 peores tramos cubren/,
    )
    .waitFor();
  await isExact(page);
  await page.getByText(/Ningún plan cubre más: está probado/).waitFor();
  expect(await page.locator('.patrol-result > .patrol-table tbody tr').count()).toBe(5);
  await page.getByText(/no prueba que haya menos delitos/).waitFor();
  expect(await violations(page)).toEqual([]);
  await shot(page, 'patrols-plan');

  // The address is the whole view.
  const said = await answer(page).textContent();
  await page.reload();
  await isExact(page);
  expect(await answer(page).textContent()).toBe(said);

  await page.getByLabel('Nombre del plan').fill('Cinco');
  await page.getByRole('button', { name: 'Guardar plan' }).click();
  await page.getByRole('heading', { name: 'Cinco' }).waitFor();
  const saved = page.url();
  await page.goto(`${scene.world.url}/patrullas?unidades=8&alcance=30&medida=min`);
  await isExact(page);
  await page.getByLabel('Nombre del plan').fill('Ocho');
  await page.getByRole('button', { name: 'Guardar plan' }).click();
  await page.getByRole('heading', { name: 'Ocho' }).waitFor();
  await page.getByRole('button', { name: 'Todos los planes' }).click();
  for (const box of await page.getByLabel('Comparar').all()) await box.check();
  await page.getByText(/Ambos cubren .* km de vía; solo «/).waitFor();
  expect(await page.locator('.patrol-pair thead th').allTextContents()).toEqual(
    expect.arrayContaining(['Cinco', 'Ocho']),
  );
  expect(await violations(page)).toEqual([]);
  await shot(page, 'patrols-compare');

  // One page of paper for each unit.
  await page.goto(`${saved}&hojas=1`);
  await page.locator('.unit-sheet').nth(4).waitFor();
  await page.getByText('A quién llamar por las víctimas').first().waitFor();
  expect(await violations(page)).toEqual([]);
  const pdf = await page.pdf({
    format: 'A4',
    preferCSSPageSize: true,
    ...(process.env.SHOTS ? { path: `${process.env.SHOTS}/patrols-sheets.pdf` } : {}),
  });
  expect(pdf.toString('latin1').match(/\/Type \/Page[^s]/g)).toHaveLength(5);

  // What was done of the first position, by the log.
  const { plan } = await (
    await scene.world.fetchAs('planner', `/api/patrol-plans/${new URL(saved).searchParams.get('plan')}`)
  ).json();
  const [range] = plan.results[0].positions[0].ranges;
  await page.goto(`${scene.world.url}/patrullas?seccion=bitacora`);
  await page.locator('select option').nth(3).waitFor({ state: 'attached' });
  await page.getByRole('combobox', { name: 'Corredor' }).selectOption(range.corridorId);
  await page.getByLabel('Unidad').fill('Sargento Juan Pérez');
  await page.getByLabel('Km desde').fill(String(range.fromKm));
  await page.getByLabel('Km hasta').fill(String(range.toKm));
  await page.getByLabel('Desde', { exact: true }).fill('2026-11-20T22:00');
  await page.getByLabel('Hasta', { exact: true }).fill('2026-11-21T06:00');
  await page.getByLabel('Nada').check();
  const enter = page.getByRole('button', { name: 'Anotar', exact: true });
  await enter.click();
  await page.getByText(/parece nombrar a una persona/).waitFor();
  await page.getByLabel('Unidad').fill('U-3');
  await enter.click();
  await page.getByText('Anotado.').waitFor();
  await page.locator('input[type="file"]').setInputFiles({
    name: 'noviembre.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(
      'tipo,unidad,corredor,km_desde,km_hasta,desde,hasta,hallazgo\nejecutado,U-4,ninguno,1,2,ayer,hoy,nada\n',
    ),
  });
  await page.getByText(/Corredor: «ninguno» no es un corredor de la red/).waitFor();
  expect(await violations(page)).toEqual([]);
  await shot(page, 'patrols-log');
  await page.goto(saved);
  await page.getByText(/Se ejecutaron .* km·h planeados/).waitFor();
  await page.getByText('1 patrullaje: 1 sin hallazgo, 0 con hallazgo').first().waitFor();
  await shot(page, 'patrols-saved');
  // A refused entry is a 400 that the browser itself tells the console of.
  expect(complaints.filter((text) => !text.includes('400'))).toEqual([]);
  expect(await page.locator('body').textContent()).not.toMatch(/NaN|Infinity|undefined|patrols:|patrolLog:/);
});

it('says at the field what is wrong, and which limits contradict each other; fits a phone', async () => {
  const { page } = await scene.open('/patrullas?unidades=0&alcance=0', {
    role: 'planner',
    viewport: PHONE,
    isMapPainted: false,
  });
  await page.getByText('Hace falta al menos 1.').waitFor();
  await page.getByText('Con alcance 0 no se cubre nada: escriba más de 0.').waitFor();
  await page.goto(`${scene.world.url}/patrullas?unidades=10&tope=0`);
  await page.getByRole('heading', { name: 'No se pueden cumplir juntos' }).waitFor();
  await page.getByText(/permitir hasta .* en cualquier corredor/).waitFor();
  await shot(page, 'patrols-phone-refused');
  await page.goto(`${scene.world.url}/patrullas?unidades=5&lang=en`);
  await isExact(page);
  await page.getByText(/With 5 units/).waitFor();
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
  expect(await violations(page)).toEqual([]);
  await shot(page, 'patrols-phone');
});
