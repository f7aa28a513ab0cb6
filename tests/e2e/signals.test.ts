import { expect, it } from 'vitest';
import { violations } from './axe.ts';
import { PHONE } from './pages.ts';
import { openScene } from './scene.ts';

const scene = openScene();

it('says what is starting, how sure that is and what is not known yet; the address keeps the view', async () => {
  const { page, complaints } = await scene.open('/senales?day=2018-04-03', {
    role: 'planner',
  });
  await page.getByText(/Hasta el 3 abr 2018 hay \d+ señal/).waitFor();
  const first = page.locator('.signal-list li').first();
  await first.getByText('Señal', { exact: true }).waitFor();
  await first.getByText(/delitos del .* al 3 abr 2018 en un radio de .* km; se esperaban/).waitFor();
  await page.getByText(/La mitad de los delitos se reporta en/).waitFor();
  await page.locator('.place-map-canvas[data-idle]').waitFor({ timeout: 60_000 });
  if (process.env.SHOTS)
    await page.screenshot({ path: `${process.env.SHOTS}/signals-wide.png`, fullPage: true });
  expect(await violations(page)).toEqual([]);

  await page.getByLabel('A lo largo de la vía').check();
  await page
    .locator('.signal-list')
    .getByText(/por la vía, hasta .* km/)
    .first()
    .waitFor();
  expect(new URL(page.url()).searchParams.get('shape')).toBe('track');
  if (process.env.SHOTS)
    await page.screenshot({ path: `${process.env.SHOTS}/signals-track.png`, fullPage: true });
  await page.reload();
  await page
    .getByText(/por la vía, hasta .* km/)
    .first()
    .waitFor();

  // Another language keeps what is shown; a step can be undone, and what follows speaks the link's language.
  await page.getByRole('button', { name: 'English' }).first().click();
  await page.getByRole('heading', { name: 'Signals', exact: true }).waitFor();
  expect(new URL(page.url()).search).toBe('?lang=en&day=2018-04-03&shape=track');
  await page.getByLabel('Circles').check();
  await expect.poll(() => new URL(page.url()).search).toBe('?lang=en&day=2018-04-03');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => page.getByLabel('Along the track').isChecked()).toBe(true);
  await page.keyboard.press('Control+Shift+Z');
  await expect.poll(() => page.getByLabel('Circles').isChecked()).toBe(true);
  expect(complaints).toEqual([]);
  expect(await page.locator('body').textContent()).not.toMatch(/NaN|Infinity|undefined/);
});

it('fits a phone', async () => {
  const { page } = await scene.open('/senales?day=2018-04-03', { viewport: PHONE });
  await page.locator('.signal-list li').first().waitFor();
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
  if (process.env.SHOTS)
    await page.screenshot({ path: `${process.env.SHOTS}/signals-phone.png`, fullPage: true });
});
