import { readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { buildPage, isPageStale, WEB_DIR } from '../../cli/page-build.ts';
import type { Database } from '../../data/database.ts';
import { bumpDataVersion } from '../../data/versions.ts';
import type { DrawnElement } from '../../web/map/drawn.ts';
import { launchBrowser } from '../e2e/browser.ts';
import { drawnUntil, openPage } from '../e2e/pages.ts';
import { startServer } from '../server.ts';
import { openSampleDatabase } from './sample-database.ts';

/** What the owner allows. */
const JS_LIMIT_KB = 600;
const USEFUL_LIMIT_MS = 2_000;
const FRAMES = 60;
const DRAWN_TIMEOUT_MS = 120_000;
/** Two that differ, so that the second does not find the first's answer. */
const COLD_FILTER = { planner: '/?crime=robbery', analyst: '/?crime=kidnapping&from=2016-01-01' };

/**
 * What the first view of the map costs, in Chromium on software GL: scripts as they travel, time until its numbers
 * and its map are there on a warm server, and frames while the timeline is brushed. `npm run bench -- page`, with
 * `--incidents=1000000` for another number than 100,000.
 */
export async function run(flags: string[]): Promise<void> {
  const asked = flags.find((flag) => flag.startsWith('--incidents='))?.split('=')[1];
  const wanted = asked === undefined ? 100_000 : Number(asked);
  if (isPageStale()) await buildPage();
  const { database, close } = await openSampleDatabase();
  const browser = await launchBrowser();
  try {
    const n = await multiply(database, wanted);
    const server = await startServer(database);
    print(
      `page, node ${process.version}, ${n.toLocaleString('en')} incidents, embedded database; what else the machine ` +
        `does: ${os.loadavg()[0]?.toFixed(1)} processes on ${os.cpus().length} cores`,
    );
    for (const role of ['planner', 'analyst'] as const) {
      const { url } = server;
      const cold = await firstView(browser, url, role);
      const filtered = await firstView(browser, url, role, COLD_FILTER[role]);
      const times: FirstView[] = [];
      for (let round = 0; round < 3; round++) times.push(await firstView(browser, url, role));
      const [median] = times.sort((a, b) => a.numbersMs - b.numbersMs).slice(1);
      if (!median) continue;
      printScripts(role, median);
      print(
        `${role}: words and numbers after ${median.numbersMs} ms, map drawn after ${median.mapMs} ms (median of 3, ` +
          `empty cache, warm server): ${verdict(median.numbersMs, USEFUL_LIMIT_MS)} ${USEFUL_LIMIT_MS} ms`,
      );
      print(
        `${role}: with nothing remembered, words and numbers after ${cold.numbersMs} ms, map after ${cold.mapMs} ms; ` +
          `of filters that nobody has asked for (${COLD_FILTER[role]}), ${filtered.numbersMs} and ${filtered.mapMs} ms`,
      );
      await brush(browser, url, role, '/');
      if (role === 'analyst') await brush(browser, url, role, '/?map=7/17/-94');
    }
    await server.stop();
  } finally {
    await browser.close();
    await close();
  }
}

/** The sample's incidents again and again, each at other days and, by some kilometres, at another place. */
async function multiply(database: Database, wanted: number): Promise<number> {
  const { rows } = await database.pool.query<{ n: number; first: number }>(
    'select count(*) as n, max(incident_id) as first from incident',
  );
  const { n, first } = rows[0] ?? { n: 0, first: 0 };
  const copies = Math.ceil(wanted / n) - 1;
  await database.pool.query('select setseed(0.20180430)');
  const { rows: columns } = await database.pool.query<{ name: string }>(
    `select column_name as name from information_schema.columns where table_name = 'incident'
     order by ordinal_position`,
  );
  const changed: Record<string, string> = {
    incident_id: `${first} + (k - 1) * ${n} + row_number() over (partition by k)`,
    first_day: `first_day - 365 * 4 + shift`,
    last_day: `last_day - 365 * 4 + shift`,
    // Places known to the municipality or the state only are all at its point: a hundred thousand such circles, each
    // somewhere else, are no data that a geocoder makes.
    geom: `case when precision in ('exact', 'locality')
      then ST_SetSRID(ST_MakePoint(ST_X(geom) + (random() - 0.5) * 0.1, ST_Y(geom) + (random() - 0.5) * 0.1), 4326)
      else geom end`,
  };
  const names = columns.map(({ name }) => name);
  for (let k = 1; k <= copies; k += 50) {
    await database.pool.query(
      `insert into incident (${names.join(', ')})
       select ${names.map((name) => changed[name] ?? name).join(', ')}
       from (select *, floor(random() * 1400)::int as shift from incident where incident_id <= ${first}) i
       cross join generate_series(${k}, ${Math.min(copies, k + 49)}) as k`,
    );
  }
  await database.pool.query('analyze incident');
  await bumpDataVersion(database.pool);
  return n * (copies + 1);
}

interface FirstView {
  numbersMs: number;
  mapMs: number;
  /** Files until the map was drawn, and those that came after it. */
  scripts: string[];
  later: string[];
}

async function firstView(
  browser: Browser,
  url: string,
  role: 'planner' | 'analyst',
  at = '/',
): Promise<FirstView> {
  // A fresh profile, so an empty cache, that has loaded nothing of the page yet.
  const { page } = await openPage(browser, url, '/api/health', { role });
  const scripts: string[] = [];
  page.on('response', (response) => {
    const { pathname } = new URL(response.url());
    // What is kept for the days without a network is fetched later, and comes out of the browser's cache.
    if (response.request().resourceType() === 'script') scripts.push(path.basename(pathname));
  });
  const start = performance.now();
  await page.goto(`${url}${at}`, { waitUntil: 'commit' });
  await page.locator('#panel .lead').first().waitFor();
  const numbersMs = Math.round(performance.now() - start);
  await hexagonsOn(page);
  const mapMs = Math.round(performance.now() - start);
  const atFirst = scripts.length;
  // Marks, and what decodes incidents, come once the map stands.
  await page.waitForLoadState('networkidle');
  await page.context().close();
  return { numbersMs, mapMs, scripts: scripts.slice(0, atFirst), later: scripts.slice(atFirst) };
}

/** Waits until hexagons are drawn, whether or not marks are still on their way. */
async function hexagonsOn(page: Page): Promise<void> {
  await page.waitForFunction(
    () => {
      const element = document.querySelector('.atlas') as Partial<DrawnElement> | null;
      try {
        return (element?.drawn?.().cells ?? 0) > 0;
      } catch {
        // Asked before its style was there.
        return false;
      }
    },
    null,
    { polling: 50, timeout: DRAWN_TIMEOUT_MS },
  );
}

function printScripts(role: string, { scripts, later }: FirstView): void {
  const rows = scripts.map(sizeOf).sort((a, b) => b.brotli - a.brotli);
  for (const row of rows.slice(0, 8)) {
    print(`  ${row.name}: gzip ${kb(row.gzip)}, brotli ${kb(row.brotli)}`);
  }
  const sum = (sizes: readonly { gzip: number; brotli: number }[], name: 'gzip' | 'brotli') =>
    sizes.reduce((total, size) => total + size[name], 0);
  const brotli = sum(rows, 'brotli');
  print(
    `${role}: scripts of the first view, map and timeline included: ${scripts.length} files, gzip ` +
      `${kb(sum(rows, 'gzip'))}, brotli (as served) ${kb(brotli)}: ${verdict(brotli / 1000, JS_LIMIT_KB)} ` +
      `${JS_LIMIT_KB} kB; after it ${later.length} files, brotli ${kb(sum(later.map(sizeOf), 'brotli'))}`,
  );
}

function sizeOf(name: string): { name: string; gzip: number; brotli: number } {
  const bytes = readFileSync(path.join(WEB_DIR, 'assets', name));
  const params = { [constants.BROTLI_PARAM_QUALITY]: 10 };
  return { name, gzip: gzipSync(bytes).length, brotli: brotliCompressSync(bytes, { params }).length };
}

/** Drags the end of the window back and forth, one bin a frame, and prints how long the frames took and what was asked. */
async function brush(browser: Browser, url: string, role: 'planner' | 'analyst', at: string): Promise<void> {
  const { page } = await openPage(browser, url, at, { role });
  await page.getByRole('slider', { name: 'Fin de la ventana' }).waitFor();
  await drawnUntil(page, (drawn) => drawn.states > 0);
  await page.waitForLoadState('networkidle');
  let asked: string[] = [];
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (/^\/api\/(?!status)/.test(pathname)) asked.push(pathname);
  });
  // tsx names the functions that it hands over by a helper which the page does not have.
  await page.evaluate('globalThis.__name ??= (made) => made');
  const marks = await page.evaluate(() =>
    Object.values((document.querySelector('.atlas') as DrawnElement | null)?.drawn().marks ?? {}),
  );
  const { frames, work } = await dragFrames(page);
  const at95 = (values: readonly number[]) => quantile(values, 0.95).toFixed(0);
  print(
    `${role} ${at}: ${FRAMES} steps of the window, frame median ${quantile(frames, 0.5).toFixed(0)} ms, 95 % ` +
      `${at95(frames)} ms; our own work a step median ${quantile(work, 0.5).toFixed(1)} ms, 95 % ${at95(work)} ms; ` +
      `${told(asked)} meanwhile; marks found on screen: ${marks.reduce((sum, n) => sum + n, 0)}`,
  );
  await letGo(page);
  await page.waitForLoadState('networkidle');
  asked = [];
  const switched = await page.evaluate(() => {
    const boxes = [...document.querySelectorAll<HTMLInputElement>('.legend input[type="checkbox"]:checked')];
    const start = performance.now();
    for (const box of boxes) box.click();
    for (const box of boxes) box.click();
    return { layers: boxes.length, ms: performance.now() - start };
  });
  await page.waitForTimeout(1000);
  print(
    `${role} ${at}: ${switched.layers} layers switched off and on in ${switched.ms.toFixed(0)} ms, ${told(asked)}`,
  );
  await page.context().close();
}

async function dragFrames(page: Page): Promise<{ frames: number[]; work: number[] }> {
  return page.evaluate(async (count) => {
    const handle = document.querySelectorAll<HTMLElement>('.handle-end')[1];
    const chart = document.querySelector('.histogram')?.getBoundingClientRect();
    if (!handle || !chart) throw new Error('no timeline');
    // A pointer that no hand moves can't be captured.
    handle.setPointerCapture = () => {};
    const event = (type: string, x: number) =>
      new PointerEvent(type, { bubbles: true, clientX: x, clientY: chart.top + 20, pointerId: 1, button: 0 });
    const nextFrame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
    handle.dispatchEvent(event('pointerdown', chart.right - 12));
    const frames: number[] = [];
    const work: number[] = [];
    let before = await nextFrame();
    for (let i = 0; i < count; i++) {
      const share = 0.5 + 0.45 * Math.sin((i / count) * 4 * Math.PI);
      const start = performance.now();
      handle.dispatchEvent(event('pointermove', chart.left + chart.width * share));
      work.push(performance.now() - start);
      const now = await nextFrame();
      frames.push(now - before);
      before = now;
    }
    return { frames, work };
  }, FRAMES);
}

const told = (asked: readonly string[]) => `${asked.length} requests ${asked.join(' ')}`.trimEnd();

/** Ends the drag: now the server is asked. */
async function letGo(page: Page): Promise<void> {
  await page.evaluate(() => {
    const handle = document.querySelectorAll<HTMLElement>('.handle-end')[1];
    handle?.dispatchEvent(new PointerEvent('pointerup', { bubbles: true, pointerId: 1, button: 0 }));
  });
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

function verdict(value: number, limit: number): string {
  return value <= limit ? 'within' : 'OVER';
}

function kb(bytes: number): string {
  return `${(bytes / 1000).toFixed(0)} kB`;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
