import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { violations } from './axe.ts';
import { type openPage, PHONE } from './pages.ts';
import { openScene } from './scene.ts';

const SLOW_MS = 60_000;

const scene = openScene();

const open = async (hash: string, options: Parameters<typeof openPage>[3] = {}) => {
  const opened = await scene.open(`/revision${hash}`, { role: 'steward', ...options });
  opened.page.setDefaultTimeout(SLOW_MS);
  await opened.page.locator('#queue-current').waitFor();
  return opened;
};
const totalOf = async (page: Page): Promise<number> => {
  const text = await page.locator('.queue-steps span').textContent();
  return Number(/(\d+)\s*$/.exec(text ?? '')?.[1]);
};

describe('the review of the sample', () => {
  it('a wrong cell is corrected and its row becomes a report; undone it waits again', async () => {
    const { page, complaints } = await open('');
    expect(await totalOf(page)).toBe(19);
    await page.getByLabel('Mostrar').selectOption({ index: 0 });
    const first = await page.locator('#queue-current').textContent();
    await page.keyboard.press('j');
    expect(await page.locator('#queue-current').textContent()).not.toBe(first);
    await page.keyboard.press('k');
    expect(await page.locator('#queue-current').textContent()).toBe(first);

    const filter = page.getByLabel('Mostrar');
    const ofDates = await filter.locator('option', { hasText: 'esa fecha no existe' }).getAttribute('value');
    await filter.selectOption(ofDates);
    await page.locator('.cell-wrong input').waitFor();
    await expect.poll(() => totalOf(page), { timeout: SLOW_MS }).toBe(2);
    expect(await violations(page)).toEqual([]);
    await page.locator('h2.page-title').click();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('2017-02-28');
    await page.keyboard.press('Enter');
    await page.getByText('ya es un reporte').waitFor();
    await expect.poll(() => totalOf(page), { timeout: SLOW_MS }).toBe(1);
    expect(page.url()).toContain('filter=');
    await page.locator('h2.page-title').click();
    await page.keyboard.press('u');
    await page.getByText('está pendiente otra vez').waitFor();
    await expect.poll(() => totalOf(page), { timeout: SLOW_MS }).toBe(2);
    expect(complaints).toEqual([]);
    await page.context().close();
  }, 240_000);

  it('a candidate of an ambiguous place is picked by its number, and the history takes it back', async () => {
    const { page, complaints } = await open('#tab=places');
    const before = await totalOf(page);
    const text = await page.locator('#queue-current').textContent();
    await page.locator('.place-map .place-mark').first().waitFor();
    expect(await page.locator('.candidates label').count()).toBe(
      await page.locator('.place-map .place-mark').count(),
    );
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('1');
    await page.keyboard.press('Enter');
    await page.getByText('Vale también para los que lleguen').waitFor();
    await expect.poll(() => totalOf(page), { timeout: SLOW_MS }).toBe(before - 1);
    expect(await page.locator('#queue-current').textContent()).not.toBe(text);
    await page.locator('.history summary').click();
    await page.locator('.history').getByRole('button', { name: 'Deshacer' }).click();
    await expect.poll(() => totalOf(page), { timeout: SLOW_MS }).toBe(before);
    await page.locator('.history li[data-undone]').waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  }, 240_000);

  it('a text is corrected with the geocoder’s live answer, and a point is set by a click', async () => {
    const { page, complaints } = await open('#tab=places');
    await page.getByLabel('Corregir el texto').check();
    const field = page.getByLabel('El texto como debió ser');
    await field.fill('Tapachula, Chiapas');
    await page.getByText('Ubicado.').waitFor();
    expect(await page.locator('.geocoded-answer').textContent()).toContain('Tapachula');
    await page.locator('.place-map .place-mark-answer').waitFor();
    await page.getByRole('button', { name: 'Usar este texto' }).click();
    await page.getByText('Vale también para los que lleguen').waitFor();
    await page.getByRole('button', { name: 'Deshacer' }).first().click();
    await page.getByText('espera otra vez').waitFor();

    await page.locator('.place-map-canvas[data-idle]').waitFor();
    await page.waitForLoadState('networkidle');
    await page.locator('.place-map-canvas[data-idle]').waitFor();
    await page.locator('.place-map-canvas').scrollIntoViewIfNeeded();
    const box = await page.locator('.place-map-canvas').boundingBox();
    if (!box) throw new Error('no map');
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2 + 20);
    await page.getByLabel('Latitud').waitFor();
    expect(Number(await page.getByLabel('Latitud').inputValue())).toBeGreaterThan(10);
    await page.getByLabel('Está a menos de').selectOption('10000');
    await page.getByRole('button', { name: 'Usar este punto' }).click();
    await page.getByText('Vale también para los que lleguen').waitFor();
    await page.keyboard.press('u');
    await page.getByText('espera otra vez').waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  }, 240_000);

  it('two incidents stand side by side with what differs marked; joined, and parted again', async () => {
    const { page, complaints } = await open('#tab=merges');
    const before = await totalOf(page);
    expect(await page.locator('.sides tr[data-likeness="differs"]').count()).toBeGreaterThan(0);
    expect(await page.locator('.sides tr[data-likeness="same"]').count()).toBeGreaterThan(0);
    expect(await page.locator('.evidence').textContent()).toContain('en contra');
    expect(await page.locator('.evidence').textContent()).not.toMatch(/review:|undefined|otro grado/);
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Es el mismo hecho' }).click();
    await page.getByText('son ahora uno').waitFor();
    await expect.poll(() => totalOf(page), { timeout: SLOW_MS }).toBeLessThan(before);
    await page.locator('h2.page-title').click();
    await page.keyboard.press('u');
    await page.getByText('La decisión se deshizo').waitFor();
    await expect.poll(() => totalOf(page), { timeout: SLOW_MS }).toBe(before);
    await page.keyboard.press('n');
    await page.getByText('no se volverá a preguntar').waitFor();
    await expect.poll(() => totalOf(page), { timeout: SLOW_MS }).toBe(before - 1);
    expect(complaints).toEqual([]);
    await page.context().close();
  }, 240_000);

  it.each(['', '#tab=places', '#tab=merges'])(
    'on a phone nothing scrolls sideways and targets fit a thumb: %s',
    async (hash) => {
      const { page } = await open(hash, { viewport: PHONE, colorScheme: 'dark' });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
        PHONE.width,
      );
      const small = await page.evaluate(() =>
        [
          ...document.querySelectorAll<HTMLElement>(
            'main button, main summary, main select, main input, main a',
          ),
        ]
          .filter(
            (target) =>
              target.checkVisibility({ visibilityProperty: true }) && !target.closest('.map-buttons'),
          )
          .filter((target) => !target.closest('.segmented, .candidates label'))
          .map((target) => [target.textContent || target.id, target.getBoundingClientRect().height] as const)
          .filter(([, height]) => height > 0 && height < 44),
      );
      expect(small).toEqual([]);
      expect(await violations(page)).toEqual([]);
      await page.context().close();
    },
    120_000,
  );
});
