import { readFileSync } from 'node:fs';
import { cellToBoundary, cellToLatLng } from 'h3-js';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Cells, Corridors, Health, StateCounts } from '../../api/contract.ts';
import { INCIDENT_KINDS, PRECISIONS } from '../../domain/taxonomy.ts';
import { decodeIncidents } from '../../web/data/decodeIncidents.ts';
import type { IncidentTable } from '../../web/data/incidentTable.ts';
import { violations } from './axe.ts';
import { clickMapAt, drawnOn, drawnUntil, pixelAt, type WatchedPage } from './pages.ts';
import { openScene } from './scene.ts';

const scene = openScene();

const open = (path: string): Promise<WatchedPage> => scene.open(path);

async function api<T>(path: string): Promise<T> {
  const response = await scene.world.fetchAs('analyst', path);
  expect(response.status, path).toBe(200);
  return (await response.json()) as T;
}

async function incidents(query = ''): Promise<IncidentTable> {
  const response = await scene.world.fetchAs('analyst', `/api/incidents${query}`);
  return decodeIncidents(await response.arrayBuffer());
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const crimesIn = (cells: Cells) => sum(cells.crimesPerCell);
const heading = (page: Page) => page.locator('#panel h2');

/** A crime known to the locality whose spot has no other within half a degree's hundredth: nothing covers it. */
function lonelyCrime(table: IncidentTable): { row: number; lon: number; lat: number } {
  for (let row = 0; row < table.length; row++) {
    const isKnown = (table.precision[row] as number) <= PRECISIONS.indexOf('locality');
    if (table.kind[row] !== INCIDENT_KINDS.indexOf('crime') || !isKnown) continue;
    const [lon, lat] = [table.lon[row] as number, table.lat[row] as number];
    let isAlone = true;
    for (let other = 0; other < table.length && isAlone; other++) {
      const distance = Math.hypot((table.lon[other] as number) - lon, (table.lat[other] as number) - lat);
      isAlone = other === row || distance > 0.02;
    }
    if (isAlone) return { row, lon, lat };
  }
  throw new Error('no crime stands alone');
}

describe('the page of a fresh start', () => {
  let watched: WatchedPage;
  beforeAll(async () => {
    watched = await open('/');
    await drawnUntil(watched.page, (drawn) => drawn.cells > 0);
  }, 90_000);
  afterAll(() => watched.page.context().close());

  it('draws the 32 states and the 16 corridors that have track of their own (Puebla shares all of its)', async () => {
    const drawn = await drawnOn(watched.page);
    expect(drawn.states).toBe(32);
    expect(drawn.corridors).toBe(16);
  });

  it('draws every crime and hazard that the server counts in hexagons', async () => {
    const cells = await api<Cells>('/api/cells?resolution=4');
    expect(cells.crimes).toBeGreaterThan(1000);
    const drawn = await drawnOn(watched.page);
    expect(drawn.cellCrimes).toBe(crimesIn(cells));
    expect(drawn.cellHazards).toBe(sum(cells.hazardsPerCell));
  });

  it('paints land, sea and hexagons in different colours', async () => {
    const cells = await api<Cells>('/api/cells?resolution=4');
    const most = cells.cells[cells.crimesPerCell.indexOf(Math.max(...cells.crimesPerCell))] as string;
    // Halfway from the centre to each corner: the ribbon of risk along the rail crosses up to half of these points.
    const [lat, lon] = cellToLatLng(most);
    const halfway = cellToBoundary(most).map(([cornerLat, cornerLon]) => [
      (lon + cornerLon) / 2,
      (lat + cornerLat) / 2,
    ]);
    const whole = watched.page;
    const land = await colorAt(whole, await pixelAt(whole, -104.5, 27.9));
    const sea = await colorAt(whole, await pixelAt(whole, -91, 25));
    expect(land).not.toEqual(sea);
    expect(Math.min(...land, ...sea)).toBeGreaterThan(200);

    const { page } = await open(`/?off=labels,areas,hazards&map=5.8/${lat.toFixed(4)}/${lon.toFixed(4)}`);
    await drawnUntil(page, (drawn) => drawn.cells > 0);
    const colorOf = async (east: number, north: number) => colorAt(page, await pixelAt(page, east, north));
    const isDarkRed = ([red, green, blue]: number[]) =>
      red! > green! + 40 && red! > blue! + 30 && green! < 120;
    const inCell: number[][] = [];
    for (const [east, north] of halfway) inCell.push(await colorOf(east!, north!));
    expect(inCell.filter(isDarkRed).length, JSON.stringify(inCell)).toBeGreaterThanOrEqual(3);

    await page.getByRole('checkbox', { name: 'Delitos por hexágono' }).uncheck();
    await drawnUntil(page, (drawn) => drawn.cells === 0);
    for (const [i, [east, north]] of halfway.entries()) inCell[i] = await colorOf(east!, north!);
    expect(inCell.filter(isDarkRed)).toEqual([]);
    await page.context().close();
  });

  it('says how many crimes there are, until which day, and that they are synthetic', async () => {
    const { page } = watched;
    const [states, health] = await Promise.all([api<StateCounts>('/api/states'), api<Health>('/api/status')]);
    const written = new Intl.NumberFormat('es-MX').format(states.crimes);
    await expect
      .poll(() => page.locator('#panel .lead').first().textContent())
      .toContain(`${written} delitos`);
    expect(await page.locator('.as-of').textContent()).toMatch(/^al \d+ \w+ \d{4}, sin novedades$/);
    expect(new URL(page.url()).searchParams.get('asOf')).toBe(health.asOf);
    expect(await page.locator('.strip-synthetic').textContent()).toContain('Datos sintéticos');
  });

  it('complains of nothing and asks nobody but its own server', () => {
    expect(watched.complaints).toEqual([]);
  });
});

async function colorAt(page: Page, { x, y }: { x: number; y: number }): Promise<number[]> {
  const png = await page.screenshot({ clip: { x: Math.round(x), y: Math.round(y), width: 1, height: 1 } });
  return page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const canvas = new OffscreenCanvas(1, 1);
    const context = canvas.getContext('2d');
    context?.drawImage(bitmap, 0, 0);
    return [...(context?.getImageData(0, 0, 1, 1).data ?? [])].slice(0, 3);
  }, png.toString('base64'));
}

describe('filters', () => {
  it('narrow map, panel and link alike, and a reload restores them', async () => {
    const { page, complaints } = await open('/');
    const before = await drawnUntil(page, (drawn) => drawn.cells > 0);
    const expected = crimesIn(await api<Cells>('/api/cells?resolution=4&crime=kidnapping'));
    expect(expected).toBeGreaterThan(0);
    expect(expected).toBeLessThan(before.cellCrimes);

    await page.getByRole('button', { name: 'Delito', exact: true }).click();
    await page.getByRole('checkbox', { name: 'secuestro' }).check();
    await drawnUntil(page, (drawn) => drawn.cellCrimes === expected);
    expect(new URL(page.url()).searchParams.get('crime')).toBe('kidnapping');

    await page.reload();
    await drawnUntil(page, (drawn) => drawn.cellCrimes === expected);
    await page.getByRole('button', { name: 'Quitar filtro: secuestro' }).click();
    await drawnUntil(page, (drawn) => drawn.cellCrimes === before.cellCrimes);

    await page.goBack();
    await drawnUntil(page, (drawn) => drawn.cellCrimes === expected);
    expect(complaints).toEqual([]);
    await page.context().close();
  }, 120_000);

  it('that nothing matches say so, and one button takes them away', async () => {
    const { page } = await open('/?from=1999-01-01&to=1999-12-31');
    const empty = page.locator('#panel .empty');
    await empty.waitFor();
    expect(await empty.textContent()).toContain('Ningún incidente');
    await empty.getByRole('button', { name: 'Quitar filtros' }).click();
    await drawnUntil(page, (drawn) => drawn.cellCrimes > 1000);
    await page.context().close();
  }, 90_000);
});

describe('a click', () => {
  it('on an incident opens its report, how its place was found and how precise that is; Escape goes back', async () => {
    const table = await incidents('?kind=crime');
    const { row, lon, lat } = lonelyCrime(table);
    const { page, complaints } = await open(
      `/?map=11/${lat.toFixed(4)}/${lon.toFixed(4)}&kind=crime&off=areas`,
    );
    await drawnUntil(page, (drawn) => (drawn.marks.incidents ?? 0) > 0);
    await clickMapAt(page, lon, lat);
    const panel = page.locator('#panel');
    await panel.getByLabel('¿Para qué necesita leer los reportes?').fill('cotejo de dos notas de prensa');
    await panel.getByRole('button', { name: 'Abrir los reportes' }).click();
    await panel.locator('.report').first().waitFor();
    const text = await panel.textContent();
    expect(new URL(page.url()).searchParams.get('incident')).toBe(String(table.id[row]));
    expect(text).toContain('Cómo se ubicó');
    expect(text).toMatch(/± [\d.,]+ k?m/);
    expect(text).toMatch(/fila [\d,]+/);

    await page.keyboard.press('Escape');
    await expect.poll(() => heading(page).textContent()).toBe('Panorama');
    expect(complaints).toEqual([]);
    await page.context().close();
  }, 90_000);

  it('on a state shows its counts', async () => {
    const { states } = await api<StateCounts>('/api/states');
    const state = states.find(({ name }) => name === 'Oaxaca');
    if (!state) throw new Error('no Oaxaca');
    const { page } = await open('/?off=cells,hazards');
    await drawnUntil(page, (drawn) => drawn.states === 32 && drawn.corridors === 16);
    await clickMapAt(page, state.lon, state.lat);
    await expect.poll(() => heading(page).textContent()).toBe('Oaxaca');
    const written = new Intl.NumberFormat('es-MX').format(state.crimes);
    await expect.poll(() => page.locator('#panel .lead').textContent()).toContain(`${written} delito`);
    await page.context().close();
  }, 90_000);

  it('on a stretch of rail shows what its risk is', async () => {
    const { corridors } = await api<Corridors>('/api/corridors');
    const coast = corridors.find(({ id }) => id === 'chiapas-coast');
    const stretch = coast?.stretches.at(-1);
    const [lon, lat] = stretch?.line[Math.floor(stretch.line.length / 2)] ?? [0, 0];
    const { page } = await open(`/?map=9/${lat}/${lon}&off=incidents,areas,hazards`);
    await drawnUntil(page, (drawn) => drawn.corridors > 0);
    await clickMapAt(page, lon, lat);
    await expect
      .poll(() => heading(page).textContent())
      .toBe(`${stretch?.fromStation} – ${stretch?.toStation}`);
    await page
      .locator('#panel .lead')
      .getByText(/^Entre .* delitos? predatorios? en \d+ meses, .* \(IC 95 %: .* a .*\)\.$/)
      .waitFor();
    await page.context().close();
  }, 90_000);

  it('on a hexagon lists as many incidents as it counts', async () => {
    const cells = await api<Cells>('/api/cells?resolution=4&kind=crime');
    const most = cells.crimesPerCell.indexOf(Math.max(...cells.crimesPerCell));
    const { page } = await open(`/?kind=crime&at=cell:${cells.cells[most]}`);
    const written = new Intl.NumberFormat('es-MX').format(cells.crimesPerCell[most] as number);
    await expect.poll(() => page.locator('#panel .lead').textContent()).toContain(`${written} delitos`);
    await page.context().close();
  }, 90_000);
});

describe('language', () => {
  it('changes without a reload, stays in the link and on the pages that follow, and the other catalogue is complete', async () => {
    const { page, complaints } = await open('/?crime=kidnapping&from=2017-01-01&at=state:07');
    await expect.poll(() => page.getByRole('button', { name: 'Volver' }).isVisible()).toBe(true);
    await page.evaluate(() => {
      document.body.dataset.before = 'yes';
    });
    await page.getByRole('button', { name: 'English' }).click();
    await expect.poll(() => page.getByRole('button', { name: 'Back' }).isVisible()).toBe(true);
    expect(await page.evaluate(() => document.body.dataset.before)).toBe('yes');
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('en');
    expect(new URL(page.url()).searchParams.get('lang')).toBe('en');
    expect(await page.title()).toContain('crimes against migrants');

    // With the filter, the period and the language to the next page, and with the language to any other.
    await page.getByRole('link', { name: 'Hotspots' }).first().click();
    await page.getByRole('button', { name: 'Remove filter: kidnapping' }).waitFor();
    const { pathname, searchParams } = new URL(page.url());
    expect([pathname, searchParams.get('from'), searchParams.get('lang')]).toEqual([
      '/focos',
      '2017-01-01',
      'en',
    ]);
    await page.goto(`${scene.world.url}/acerca`);
    await page.getByRole('heading', { name: 'What Vigía is, and what it is not' }).waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  }, 90_000);
});

describe('a link', () => {
  it('restores filters, map, selection, layers and language', async () => {
    const link =
      '/?kind=crime&perpetrator=gang&asOf=2018-03-31&map=7.50/16.0000/-93.5000&at=state:07&off=hazards&lang=en';
    const { page } = await open(link);
    const drawn = await drawnUntil(page, (now) => (now.marks.incidents ?? 0) > 0);
    expect(drawn.zoom).toBeCloseTo(7.5, 2);
    expect(drawn.marks.hazards).toBeUndefined();
    expect(await heading(page).textContent()).toBe('Chiapas');
    expect(await page.locator('.as-of').textContent()).toBe('as of Mar 31, 2018, nothing newer');
    expect(await page.getByRole('button', { name: 'Remove filter: Alleged: gang' }).isVisible()).toBe(true);
    expect(page.url()).toBe(new URL(link, scene.world.url).href);
    await page.context().close();
  }, 90_000);
});

describe('search, table, undo and what is taken along', () => {
  it('find Córdoba by "cordoba", choose in table and map alike, undo it, and leave with words that say what it is', async () => {
    const { page, complaints } = await scene.open('/', { isMapPainted: false, acceptDownloads: true });
    await page.getByRole('combobox', { name: 'Buscar un lugar' }).waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('cordoba');
    await page
      .getByRole('option', { name: /^Córdoba/ })
      .first()
      .waitFor();
    await page.keyboard.press('Enter');
    await expect.poll(() => new URL(page.url()).searchParams.get('map')).toMatch(/\/18\.[89]\d*\/-96\.9/);

    await page.getByRole('button', { name: 'Tabla' }).click();
    await page.getByRole('columnheader', { name: 'Delitos' }).waitFor();
    expect(await page.locator('.table-scroll th[aria-sort="descending"]').textContent()).toBe('Delitos');
    const name = page.getByRole('columnheader', { name: 'Nombre' });
    await name.getByRole('button').click();
    await expect.poll(() => new URL(page.url()).searchParams.get('sort')).toBe('name');
    expect(await name.getAttribute('aria-sort')).toBe('ascending');
    await page.keyboard.press('Control+z');
    await page.locator('.table-scroll th[aria-sort="descending"]', { hasText: 'Delitos' }).waitFor();
    await page.locator('.table-scroll td button').first().click();
    await expect.poll(() => new URL(page.url()).searchParams.get('at')).toBe('state:28');
    expect(await page.locator('.table-scroll tr[aria-selected="true"]').textContent()).toMatch(/^Tamaulipas/);
    expect(await violations(page)).toEqual([]);

    await page.keyboard.press('Control+z');
    await expect.poll(() => new URL(page.url()).searchParams.get('at')).toBeNull();
    await page.keyboard.press('Control+Shift+Z');
    await expect.poll(() => new URL(page.url()).searchParams.get('at')).toBe('state:28');

    await page.getByRole('button', { name: 'Llevarse' }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'CSV' }).click();
    const csv = readFileSync(await (await download).path(), 'utf8');
    expect(csv.split('\r\n')[1]).toMatch(/^\w.*,yes,"?DATOS SINTÉTICOS/);
    expect(await violations(page)).toEqual([]);

    // Too many to load them all: the newest are listed, and where none is, it says why.
    await page.route('**/api/status', async (route) => {
      const answer = await route.fetch();
      await route.fulfill({ json: { ...(await answer.json()), incidents: 1_000_000 } });
    });
    const listed = page.waitForRequest((request) => /\/api\/incidents\?.*limit=5000/.test(request.url()));
    await page.goto(`${scene.world.url}/?table=incidents&from=2017-01-01`);
    expect((await listed).url()).toContain('from=2017-01-01');
    await page.locator('.table-scroll tbody button').first().waitFor();
    await page.goto(`${scene.world.url}/?table=incidents&to=1999-01-01`);
    await page.getByText('Ningún incidente cumple todos los filtros.').waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

describe('a failure', () => {
  it('says what happened, keeps the old view and tries again when asked', async () => {
    const { page } = await open('/');
    const before = await page.locator('#panel .lead').first().textContent();
    await page.context().setOffline(true);
    await page.getByRole('radio', { name: 'Delitos' }).check();
    const failed = page.locator('#panel .failed');
    await failed.waitFor();
    expect(await failed.textContent()).toContain('No se pudo llegar al servidor');
    expect(await page.locator('#panel .lead').first().textContent()).toBe(before);
    await page.context().setOffline(false);
    await failed.getByRole('button', { name: 'Intentar de nuevo' }).click();
    await failed.waitFor({ state: 'detached' });
    await page.context().close();
  }, 60_000);
});

describe('a list that can not be loaded', () => {
  it('is not the one of the filter before: its bars are gone, and it says why', async () => {
    const { page } = await open('/');
    const bars = page.locator('#panel').getByText('Qué se reporta', { exact: true });
    await bars.waitFor();
    const error = { status: 500, json: { error: { code: 'internal', message: '' } } };
    await page.route('**/api/incidents?*', (route) => route.fulfill(error));
    await page.getByRole('radio', { name: 'Peligros' }).check();
    await page.locator('#panel').getByRole('button', { name: 'Intentar de nuevo' }).waitFor();
    expect(await bars.count()).toBe(0);
    await page.unroute('**/api/incidents?*');
    await page.getByRole('radio', { name: 'Delitos' }).check();
    await bars.waitFor();
    await page.context().close();
  });
});

describe('what takes long', () => {
  it('of the map can be called off and asked for again; alerts that fail are not taken for none', async () => {
    const { page } = await scene.open('/acerca', { isMapPainted: false });
    let isHeld = true;
    await page.route('**/api/basemap', async (route) => {
      while (isHeld) await new Promise((resolve) => setTimeout(resolve, 100));
      await route.continue().catch(() => {});
    });
    const error = { status: 500, json: { error: { code: 'internal', message: '' } } };
    await page.route('**/api/alerts?*', (route) => route.fulfill(error));
    await page.goto(`${scene.world.url}/`);
    const map = page.locator('.map-pane');
    await map.getByRole('button', { name: 'Cancelar' }).click();
    await map.getByText('Se canceló: todavía no hay nada que ver.').waitFor();
    isHeld = false;
    await map.getByRole('button', { name: 'Intentar de nuevo' }).click();
    await map.locator('.atlas').waitFor();
    await map.getByText('Las alertas no se pudieron cargar').waitFor();
    expect(await page.locator('.legend').textContent()).toContain('Alertas activas: ?');

    await page.route('**/api/incidents/*', () => {});
    await page.goto(`${scene.world.url}/?incident=3`);
    const panel = page.locator('#panel');
    await panel.getByRole('button', { name: 'Cancelar' }).click();
    await panel.getByText('Se canceló: todavía no hay nada que ver.').waitFor();
    await page.context().close();
  });
});

describe('without a network', () => {
  it('the page opens with counts by state, marked; they and the recent views are forgotten with the session', async () => {
    // Where a planner's day begins, which is not the map.
    const { page } = await scene.open('/hoy', { serviceWorkers: 'allow', role: 'planner' });
    const kept = () => page.evaluate(() => localStorage.getItem('vigia-offline'));
    await expect.poll(kept, { timeout: 30_000 }).not.toBeNull();
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await page.goto(new URL('/', scene.world.url).href);
    await page.locator('#panel .lead').first().waitFor();
    await page.waitForLoadState('networkidle');
    await page.context().setOffline(true);
    await page.reload();
    await page.getByText('Sin conexión.').waitFor();
    const rows = await page.locator('.offline-table tbody tr').allTextContents();
    expect(rows).toHaveLength(32);
    expect(rows.join()).not.toMatch(/[a-z][1-4](,|$)/);
    expect(await violations(page)).toEqual([]);

    await page.context().setOffline(false);
    await page.getByRole('button', { name: 'Intentar de nuevo' }).click();
    await page.locator('#panel .lead').first().waitFor();
    const recent = () => page.evaluate(() => localStorage.getItem('vigia-recent'));
    const session = await page.context().cookies();
    expect(await recent()).toContain('"pageId":"map"');
    await page.context().clearCookies();
    await page.reload();
    await page.getByLabel('Contraseña').waitFor();
    await expect.poll(recent).toBeNull();
    await page.context().addCookies(session);
    await page.reload();
    await page.locator('#panel .lead').first().waitFor();
    await expect.poll(kept, { timeout: 30_000 }).not.toBeNull();
    expect(await recent()).toBeNull();
    await page.getByRole('button', { name: /planner/ }).click();
    await page.getByRole('button', { name: 'Salir' }).click();
    await page.getByLabel('Contraseña').waitFor();
    expect(await kept()).toBeNull();
    expect(await recent()).toBeNull();
    await page.context().close();
  });
});
