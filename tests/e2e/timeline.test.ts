import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { Cells } from '../../api/contract.ts';
import { violations } from './axe.ts';
import { drawnOn, drawnUntil, type WatchedPage } from './pages.ts';
import { openScene } from './scene.ts';

const scene = openScene();

/** Opens the map and waits for the timeline; requests for data that come after are kept. */
async function open(path: string, role: 'analyst' | 'planner' = 'analyst') {
  const watched: WatchedPage = await scene.open(path, { role });
  await watched.page.getByRole('slider', { name: 'Fin de la ventana' }).waitFor();
  await drawnUntil(watched.page, (drawn) => drawn.states > 0);
  await watched.page.waitForLoadState('networkidle');
  const asked: string[] = [];
  watched.page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith('/api/') && pathname !== '/api/status') asked.push(pathname);
  });
  return { ...watched, asked };
}

const parameters = (page: Page) => new URL(page.url()).searchParams;

describe('the timeline', () => {
  it.each(['analyst', 'planner'] as const)(
    'moves the hexagons of a %s at once and without a request, and ends where the server agrees',
    async (role) => {
      const { page, asked, complaints } = await open('/', role);
      const before = await drawnOn(page);
      const chart = await page.locator('.histogram').boundingBox();
      const handle = await page.getByRole('slider', { name: 'Inicio de la ventana' }).boundingBox();
      if (!chart || !handle) throw new Error('no timeline');
      const middle = handle.y + handle.height / 2;
      // What the page still loads after its first view is not asked for by the window; last comes what it keeps.
      await expect
        .poll(() => page.evaluate(() => localStorage.getItem('vigia-offline')), { timeout: 30_000 })
        .not.toBeNull();
      await page.waitForLoadState('networkidle');
      asked.length = 0;
      await page.mouse.move(handle.x + handle.width / 2, middle);
      await page.mouse.down();
      await page.mouse.move(chart.x + chart.width * 0.4, middle, { steps: 4 });
      await page.mouse.move(chart.x + chart.width * 0.5, middle, { steps: 4 });
      const during = await drawnUntil(page, (drawn) => drawn.cellCrimes < before.cellCrimes);
      expect(during.cellCrimes).toBeGreaterThan(0);
      expect(asked).toEqual([]);
      expect(parameters(page).get('from')).toBeNull();

      await page.mouse.up();
      await expect.poll(() => parameters(page).get('from')).toMatch(/^\d{4}-\d{2}-01$/);
      const days = `from=${parameters(page).get('from')}`;
      const answer = await scene.world.fetchAs('analyst', `/api/cells?resolution=4&kind=crime&${days}`);
      const cells = (await answer.json()) as Cells;
      const expected = cells.crimesPerCell.reduce((sum, count) => sum + count, 0);
      expect(during.cellCrimes).toBe(role === 'analyst' ? expected : during.cellCrimes);
      await page.waitForLoadState('networkidle');
      await drawnUntil(page, (drawn) => drawn.cellCrimes === during.cellCrimes);
      expect(asked).toContain('/api/states');
      expect(complaints).toEqual([]);
      await page.context().close();
    },
  );

  it('hides marks on the GPU, by keyboard, and says the window and n; axe finds nothing', async () => {
    const { page, complaints } = await open('/?map=7/17/-94&kind=crime&off=areas');
    // They come once the map is painted.
    const before = await drawnUntil(page, (now) => (now.marks.incidents ?? 0) > 0);
    const end = page.getByRole('slider', { name: 'Fin de la ventana' });
    await end.focus();
    await page.keyboard.press('Home');
    await expect.poll(() => parameters(page).get('to')).toBe('2016-01-31');
    await page.keyboard.press('ArrowRight');
    const after = await drawnUntil(
      page,
      (now) => (now.marks.incidents ?? 0) < (before.marks.incidents ?? 0) / 4,
    );
    expect(after.marks.incidents).toBeGreaterThan(0);
    await expect.poll(() => parameters(page).get('to')).toBe('2016-02-29');
    expect(await end.getAttribute('aria-valuetext')).toBe('febrero de 2016');
    await page.locator('.timeline-says').getByText('1 ene 2016 a 29 feb 2016').waitFor();
    await page.locator('#panel .lead').getByText('29 feb 2016').waitFor();
    expect(await violations(page)).toEqual([]);

    // Each step that rested is one step back.
    await page.goBack();
    await expect.poll(() => parameters(page).get('to')).toBe('2016-01-31');
    await page.goBack();
    await drawnUntil(page, (now) => now.marks.incidents === before.marks.incidents);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('plays from the keyboard, stops where it is told, and leaves that in the link', async () => {
    const { page } = await open('/?play=sum');
    await page.getByRole('slider', { name: 'Fin de la ventana' }).focus();
    await page.keyboard.press(' ');
    await page.getByRole('button', { name: 'Pausar' }).waitFor();
    await page.locator('.timeline-says').getByText('1 ene 2016 a 29 feb 2016').waitFor();
    // The legend speaks of what the map shows, not of the period that it left.
    const says = (part: string) => page.locator(part).textContent();
    const [inLegend, inTimeline] = [await says('.legend'), await says('.timeline-says strong')];
    const [from, to] = (inTimeline ?? '').split(' a ');
    expect(inLegend).toContain(`${from} a `);
    expect(inLegend).toMatch(new RegExp(`2016 a (${to}|\\d+ \\w+ 2016)`));
    await page.keyboard.press(' ');
    await expect.poll(() => parameters(page).get('to')).toMatch(/^2016-0[2-4]/);
    expect(parameters(page).get('from')).toBeNull();
    await page.context().close();
  });
});
