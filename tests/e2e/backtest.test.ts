import { expect, it } from 'vitest';
import { violations } from './axe.ts';
import { PHONE } from './pages.ts';
import { openScene } from './scene.ts';

const scene = openScene();

it('says first whether anything beats the naive map, with the bias beside it, and shows lost months plainly', async () => {
  const { page, complaints } = await scene.open('/senales', { role: 'planner' });
  await page.getByRole('link', { name: '¿Y sirve para prever? Véalo puesto a prueba.' }).click();
  await page.getByText(/En estos datos .* mapa ingenuo del año anterior/).waitFor({ timeout: 60_000 });
  await page.getByText(/^Sesgo: los meses de prueba llevan el mismo sesgo/).waitFor();
  expect(await page.locator('table.accuracy').count()).toBe(10);
  await page.getByText('Meses en que se acertó menos que el mapa ingenuo').first().click();
  await page.locator('.losing[open] dd').first().waitFor();
  expect(await page.locator('body').textContent()).not.toMatch(/NaN|Infinity|undefined/);
  if (process.env.SHOTS)
    await page.screenshot({ path: `${process.env.SHOTS}/backtest-wide.png`, fullPage: true });
  expect(await violations(page)).toEqual([]);
  await page.setViewportSize(PHONE);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/backtest-phone.png` });
  expect(complaints).toEqual([]);
});
