import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { violations } from './axe.ts';
import { drawnOn, drawnUntil, PHONE, WIDE } from './pages.ts';
import { openScene } from './scene.ts';

const TARGET_PX = 44;

const scene = openScene();

/** Everything that is text is there; the picture of the map, which takes longest, is not waited for. */
async function settledOn(page: Page): Promise<void> {
  await page.locator('#panel h2').waitFor({ state: 'attached' });
  await page.locator('.legend').waitFor({ state: 'attached' });
  await page.waitForLoadState('networkidle');
}

const screens = [
  { name: 'wide, overview', viewport: WIDE, theme: 'light', path: '/' },
  { name: 'wide, overview, English, dark', viewport: WIDE, theme: 'dark', path: '/?lang=en' },
  { name: 'wide, incident, near', viewport: WIDE, theme: 'light', path: '/?incident=1&map=8/16/-94' },
  {
    name: 'wide, state with filters',
    viewport: WIDE,
    theme: 'dark',
    path: '/?at=state:07&crime=robbery&from=2017-01-01',
  },
  { name: 'wide, nothing found', viewport: WIDE, theme: 'light', path: '/?to=1999-01-01' },
  { name: 'phone, list', viewport: PHONE, theme: 'light', path: '/' },
  { name: 'phone, map', viewport: PHONE, theme: 'dark', path: '/?tab=map&at=state:20' },
  { name: 'phone, map, English', viewport: PHONE, theme: 'light', path: '/?tab=map&lang=en' },
] as const;

describe('axe-core finds nothing', () => {
  it.each(screens)(
    'on $name',
    async ({ viewport, theme, path }) => {
      const { page } = await scene.open(path, {
        viewport,
        colorScheme: theme,
        isMapPainted: false,
      });
      await settledOn(page);
      expect(await violations(page)).toEqual([]);
      await page.context().close();
    },
    90_000,
  );

  it('on the open filter menu and the open filter sheet', async () => {
    const wide = await scene.open('/', { isMapPainted: false });
    await wide.page.getByRole('button', { name: 'Periodo' }).click();
    expect(await violations(wide.page)).toEqual([]);
    await wide.page.context().close();
    const phone = await scene.open('/', { viewport: PHONE, isMapPainted: false });
    await phone.page.getByRole('button', { name: 'Filtros' }).click();
    expect(await violations(phone.page)).toEqual([]);
    await phone.page.context().close();
  }, 90_000);
});

describe('what opens over a page', () => {
  it('has no fault for axe-core, and Escape closes it and gives the focus back', async () => {
    const { page } = await scene.open('/', { isMapPainted: false });
    await settledOn(page);
    const header = page.getByRole('banner');
    const openers = [
      header.getByRole('button', { name: 'Datos', exact: true }),
      header.getByRole('button', { name: 'Compartir' }),
      header.getByRole('button', { name: 'Ayuda' }),
      header.getByRole('button', { name: 'test analyst' }),
      page.getByRole('button', { name: 'Llevarse' }),
      page.getByRole('button', { name: 'Presunto responsable' }),
    ];
    for (const opener of openers) {
      await opener.click();
      const pane = page.locator(`[id="${await opener.getAttribute('aria-controls')}"]`);
      expect(await pane.isVisible()).toBe(true);
      expect(await violations(page), String(await opener.textContent())).toEqual([]);
      await page.keyboard.press('Escape');
      expect(await pane.isVisible()).toBe(false);
      expect(await opener.evaluate((element) => element === document.activeElement)).toBe(true);
    }
    await page.keyboard.press('?');
    const keys = page.getByRole('dialog', { name: 'Teclas' });
    await keys.waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await keys.waitFor({ state: 'hidden' });
    await page.keyboard.press('/');
    await page.keyboard.type('cordoba');
    await page
      .getByRole('option', { name: /Córdoba/ })
      .first()
      .waitFor();
    expect(await violations(page)).toEqual([]);
    await page.context().close();
  });
});

const PAGES_THAT_ASK = [
  ['planner', '/hoy'],
  ['analyst', '/'],
  ['planner', '/focos'],
  ['planner', '/rutas'],
  ['planner', '/senales'],
  ['planner', '/alertas'],
  ['planner', '/patrullas?seccion=guardados'],
  ['analyst', '/patrones'],
] as const;
/** Who somebody is, and of what day the data are, is known; of the rest nothing. */
const REST = /\/api\/(?!me\b|status\b|events\b|log\b)/;

describe('where the server', () => {
  it.each(PAGES_THAT_ASK)('fails, the %s is told on %s what to do', async (role, path) => {
    const { page } = await scene.open('/api/health', { role, isMapPainted: false });
    await page.route(REST, (route) =>
      route.fulfill({ status: 500, json: { error: { code: 'internal', message: 'broken on purpose' } } }),
    );
    await page.goto(new URL(path, scene.world.url).href);
    await page.getByRole('alert').first().waitFor();
    await page
      .getByRole('button', { name: /intentar/i })
      .first()
      .waitFor();
    expect(await violations(page)).toEqual([]);
    await page.context().close();
  });

  it.each(PAGES_THAT_ASK)(
    'is slow, the %s reads on %s that it loads, and can call it off',
    async (role, path) => {
      const { page } = await scene.open('/api/health', { role, isMapPainted: false });
      await page.route(REST, () => {});
      await page.goto(new URL(path, scene.world.url).href);
      const cancel = page.getByRole('button', { name: 'Cancelar' }).first();
      await cancel.waitFor();
      expect(await violations(page)).toEqual([]);
      await cancel.click();
      await page
        .getByText(/[Cc]ancel(ó|ada|ado)/)
        .first()
        .waitFor();
      expect(await violations(page)).toEqual([]);
      await page.context().close();
    },
  );
});

describe('on a phone', () => {
  it('the list comes first, the map is one tab away, and a choice on it leads back to the list', async () => {
    const { page } = await scene.open('/', { viewport: PHONE, hasTouch: true });
    await page.locator('#panel .lead').first().waitFor();
    expect(await page.locator('.map-pane').isVisible()).toBe(false);
    await page.getByRole('button', { name: 'Mapa', exact: true }).click();
    const drawn = await drawnUntil(page, (now) => now.cells > 0);
    expect(drawn.states).toBe(32);
    expect(await page.locator('#panel').isVisible()).toBe(false);
    // What comes below the map takes room from it.
    await page.getByRole('slider', { name: 'Fin de la ventana' }).waitFor();
    await drawnUntil(page, (now) => now.cells > 0);
    const canvas = await page.locator('.atlas').boundingBox();
    if (!canvas) throw new Error('the map has no place on the screen');
    await page.touchscreen.tap(canvas.x + canvas.width / 2, canvas.y + canvas.height / 2);
    await page.locator('.peek').click();
    await page.getByRole('button', { name: 'Volver' }).waitFor();
    await page.context().close();
  }, 90_000);

  it.each(['/', '/?tab=map', '/?incident=1', '/?at=state:07&crime=robbery,kidnapping&from=2016-05-01'])(
    'nothing scrolls sideways and every target is as large as a thumb on %s',
    async (path) => {
      const { page } = await scene.open(path, {
        viewport: { width: 360, height: 780 },
        isMapPainted: false,
      });
      await settledOn(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
      const small = await page.evaluate((least) => {
        const targets = [
          ...document.querySelectorAll<HTMLElement>('button, summary, label, a[href]:not(.skip)'),
        ];
        return targets
          .filter((target) => target.checkVisibility({ visibilityProperty: true }))
          .map((target) => ({
            name: target.textContent || target.ariaLabel,
            height: target.getBoundingClientRect().height,
          }))
          .filter(({ height }) => height > 0 && height < least);
      }, TARGET_PX);
      expect(small).toEqual([]);
      await page.context().close();
    },
    60_000,
  );
});

describe('with the keyboard alone', () => {
  it('filters, list, incident and the way back are reached, and focus is seen', async () => {
    const { page } = await scene.open('/?at=state:07', { isMapPainted: false });
    await page.locator('.incident-list button').first().waitFor();
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('skip');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('back');
    const outline = await page.evaluate(
      () => getComputedStyle(document.activeElement as Element).outlineWidth,
    );
    expect(Number.parseFloat(outline)).toBeGreaterThanOrEqual(2);

    await page.locator('.incident-list button').first().focus();
    await page.keyboard.press('Enter');
    await page.locator('.reports h3').waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => page.locator('#panel h2').textContent()).toBe('Chiapas');
    await page.keyboard.press('Escape');
    await expect.poll(() => page.locator('#panel h2').textContent()).toBe('Panorama');
    await page.context().close();
  }, 60_000);

  it('the map pans and zooms', async () => {
    const { page } = await scene.open('/');
    const before = await drawnOn(page);
    await page.locator('.atlas canvas.maplibregl-canvas').focus();
    await page.keyboard.press('+');
    await drawnUntil(page, (drawn) => drawn.zoom > before.zoom + 0.5);
    const zoomed = page.url();
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => page.url()).not.toBe(zoomed);
    await page.context().close();
  }, 60_000);
});
