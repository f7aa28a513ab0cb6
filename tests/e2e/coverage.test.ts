import { describe, expect, it } from 'vitest';
import { drawnOn } from './pages.ts';
import { openScene } from './scene.ts';

describe('states without data', () => {
  const scene = openScene();

  it('are hatched, named, and said not to be safe', async () => {
    const { page, complaints } = await scene.open('/');
    const { noData } = await drawnOn(page);
    expect(noData).toBe(7);
    const legend = page.locator('.legend');
    await legend.getByText('Sin datos: las fuentes callan').waitFor();
    await legend.getByText('Sin datos no es sin riesgo.').waitFor();
    const panel = page.locator('#panel');
    await panel.getByText('De Querétaro no llegan reportes desde hace más tiempo de lo habitual.').waitFor();
    await panel.getByText('De 6 estados no hay reportes de ninguna fuente').waitFor();
    expect(complaints).toEqual([]);
  });

  it('follow the period: in 2016 Querétaro was told of', async () => {
    const { page } = await scene.open('/?to=2016-12-31&at=state:22');
    const { noData } = await drawnOn(page);
    expect(noData).toBeLessThan(9);
    expect(await page.locator('.no-data-note').count()).toBe(0);
    await page.goto(`${scene.world.url}/?lang=en&at=state:22`);
    await page.getByText('No data since').waitFor();
  });
});
