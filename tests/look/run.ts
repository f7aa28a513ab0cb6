import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { buildPage, isPageStale } from '../../cli/page-build.ts';
import { permissionsOf, ROLES, type Role } from '../../domain/access/permissions.ts';
import { PAGES } from '../../domain/pages.ts';
import { openSampleDatabase } from '../bench/sample-database.ts';
import { violations } from '../e2e/axe.ts';
import { launchBrowser } from '../e2e/browser.ts';
import { openPage, PHONE, WIDE } from '../e2e/pages.ts';
import { startServer, type TestServer } from '../server.ts';

/**
 * `npm run look -- [--to FOLDER] [--only today,map] [--quick] [--as en-light,en-dark]`: every page of the product in Chromium as a role that
 * may open it, in both sizes, languages and colours: a picture of each, what axe-core finds, and whether anything
 * scrolls sideways at 360 px, at 200 % zoom or in forced colours. Ends with 1 where there is something to mend.
 */

const SIZES = { wide: WIDE, phone: PHONE } as const;
const LANGUAGES = ['es', 'en'] as const;
const THEMES = ['light', 'dark'] as const;
/** Who works with a page most is asked first. */
const READERS: readonly Role[] = ['planner', 'analyst', 'steward', 'administrator', 'recipient'];
/** The narrowest phone, and a window of 1440 x 900 at 200 %. */
const NARROW = { width: 360, height: 780 };
const DOUBLED = { width: 720, height: 450 };
const QUIET_MS = 30_000;

interface Shown {
  name: string;
  path: string;
  role: Role | null;
}

const { values: asked } = parseArgs({
  options: {
    to: { type: 'string', default: '/tmp/vigia-look' },
    only: { type: 'string' },
    quick: { type: 'boolean', default: false },
    as: { type: 'string' },
  },
});
const only = asked.only?.split(',');
const as = (asked.as ?? (asked.quick ? 'es-light' : undefined))?.split(',');
const folder = path.resolve(asked.to);

/** Every page, and those views of the map that look like pages of their own. */
function shownPages(): Shown[] {
  const pages = PAGES.map(({ id, path: address, required }): Shown => {
    const may = (role: Role) => required === 'session' || permissionsOf([role], false).has(required as never);
    const role = required === 'public' ? null : (READERS.find(may) ?? ROLES[0]);
    return { name: id, path: address, role };
  });
  const views: Shown[] = [
    { name: 'today-recipient', path: '/hoy', role: 'recipient' },
    { name: 'map-tab', path: '/?tab=map', role: 'planner' },
    { name: 'map-state', path: '/?at=state:07', role: 'analyst' },
    { name: 'map-incident', path: '/?incident=1', role: 'analyst' },
    { name: 'map-table', path: '/?table=states', role: 'planner' },
    { name: 'map-empty', path: '/?to=1999-01-01', role: 'planner' },
    { name: 'patrols-plan', path: '/patrullas?unidades=5', role: 'planner' },
  ];
  return [...pages, ...views].filter(({ name }) => !only || only.includes(name));
}

/** Nothing loads any more, and no line says that something does. */
async function settle(page: Page): Promise<void> {
  await page.locator('h1, h2').first().waitFor();
  await page.waitForLoadState('networkidle', { timeout: QUIET_MS }).catch(() => {});
  await page
    .waitForFunction(() => !document.querySelector('.busy, [aria-busy="true"]'), null, { timeout: QUIET_MS })
    .catch(() => {});
  // Painted on software GL a map takes seconds.
  const map = page.locator('.atlas');
  if ((await map.count()) > 0 && (await map.isVisible())) {
    const idle = page.locator('.atlas[data-idle]');
    // On a busy machine it is pictured as far as it came.
    await idle.waitFor({ state: 'attached', timeout: 2 * QUIET_MS }).catch(() => {});
  }
  // A frame for what came last.
  await page.waitForTimeout(150);
}

/** By how many pixels the page, or a part that the page cuts off, is wider than the window. */
const overflowOf = (page: Page) =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    const parts = [...document.querySelectorAll('header, main, .filter-bar, .strips, .timeline, aside')];
    const right = Math.max(...parts.map((part) => part.getBoundingClientRect().right));
    return Math.round(Math.max(scrollWidth, right) - clientWidth);
  });

async function look(browser: Browser, server: TestServer): Promise<string[]> {
  const faults: string[] = [];
  const tell = (fault: string) => {
    faults.push(fault);
    process.stdout.write(`  ${fault}\n`);
  };
  for (const shown of shownPages()) {
    process.stdout.write(`${shown.name} ${shown.path}, ${shown.role ?? 'nobody'}\n`);
    for (const [size, viewport] of Object.entries(SIZES)) {
      const { page, complaints } = await openPage(browser, server.url, shown.path, {
        role: shown.role,
        viewport,
        hasTouch: size === 'phone',
      });
      for (const language of LANGUAGES) {
        for (const theme of THEMES) {
          if (as !== undefined && !as.includes(`${language}-${theme}`)) continue;
          await page.emulateMedia({ colorScheme: theme });
          const address = new URL(shown.path, server.url);
          address.searchParams.set('lang', language);
          await page.goto(address.href);
          await settle(page);
          const name = `${shown.name}-${size}-${language}-${theme}`;
          await page.screenshot({ path: path.join(folder, `${name}.png`), fullPage: true });
          for (const violation of await violations(page)) tell(`${name}: ${violation}`);
          const over = await overflowOf(page);
          if (over > 0) tell(`${name}: scrolls ${over} px sideways`);
        }
      }
      await edges(page, `${shown.name}-${size}`, size === 'phone', tell);
      for (const complaint of new Set(complaints)) {
        // Nobody is signed in there, and the page finds that out by asking.
        const isAnswer = shown.role === null && complaint.includes('401');
        if (!isAnswer) tell(`${shown.name}-${size}: ${complaint}`);
      }
      await page.context().close();
    }
  }
  return faults;
}

/** The last view once more: as narrow as it gets, twice as large, in the colours of the system. */
async function edges(
  page: Page,
  name: string,
  isPhone: boolean,
  tell: (fault: string) => void,
): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light', forcedColors: isPhone ? 'none' : 'active' });
  const viewport = isPhone ? NARROW : DOUBLED;
  await page.setViewportSize(viewport);
  await page.waitForTimeout(300);
  await page.screenshot({
    path: path.join(folder, `${name}-${isPhone ? 'narrow' : 'doubled-forced'}.png`),
    fullPage: true,
  });
  const over = await overflowOf(page);
  if (over > 0) tell(`${name}: scrolls ${over} px sideways in a window of ${viewport.width} px`);
}

mkdirSync(folder, { recursive: true });
if (isPageStale()) await buildPage();
const { database, close } = await openSampleDatabase();
const server = await startServer(database);
// Whoever comes in the morning finds alerts.
await server.alerts.tick();
const browser = await launchBrowser();
const faults = await look(browser, server);
await browser.close();
await server.stop();
await close();
process.stdout.write(`${faults.length} to mend; the pictures are in ${folder}\n`);
process.exit(faults.length > 0 ? 1 : 0);
