import { beforeAll, expect, it } from 'vitest';
import { releaseClosed } from '../../api/releasing.ts';
import { violations } from './axe.ts';
import { PHONE } from './pages.ts';
import { openScene } from './scene.ts';

const scene = openScene();

beforeAll(async () => {
  await releaseClosed(scene.world.context);
});

it('a recipient reads what was released: withheld and without data are different words, and nothing is under five', async () => {
  const { page, complaints } = await scene.open('/publicado', { role: 'recipient' });
  await page.getByRole('heading', { name: 'Cifras publicadas' }).waitFor();
  await page.locator('.release-map svg path').first().waitFor();
  expect(await page.getByText('Datos sintéticos.').count()).toBe(1);
  const told = await page.locator('.release-table td').allTextContents();
  expect(told.some((text) => text === 'res.')).toBe(true);
  expect(told.every((text) => ['res.', 's. d.'].includes(text) || Number(text) >= 5)).toBe(true);
  const titles = await page.locator('.release-map path title').allTextContents();
  expect(titles.some((text) => text.endsWith('reservado (menos de 5, o delataría una cifra así)'))).toBe(
    true,
  );
  if (process.env.SHOTS)
    await page.screenshot({ path: `${process.env.SHOTS}/release-wide.png`, fullPage: true });
  expect(await violations(page)).toEqual([]);
  await page.getByLabel('Grupo de delitos').selectOption('captivity');
  await page.getByText('Secuestro o trata por lugar y mes').first().waitFor();
  await page.setViewportSize(PHONE);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
  if (process.env.SHOTS)
    await page.screenshot({ path: `${process.env.SHOTS}/release-phone.png`, fullPage: true });
  expect(await violations(page)).toEqual([]);
  expect(complaints).toEqual([]);
});
