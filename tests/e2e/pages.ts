import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { Role } from '../../domain/access/permissions.ts';
import type { Drawn, DrawnElement } from '../../web/map/drawn.ts';
import { sessionCookie } from '../server.ts';

export const WIDE = { width: 1440, height: 900 };
export const PHONE = { width: 390, height: 844 };
/** What Playwright itself says where it is told to block service workers. */
const BLOCKED_WORKER = 'Service Worker registration blocked by Playwright';
const DRAW_TIMEOUT_MS = 60_000;
/** A machine that runs other things too may take that long for what takes a second on a quiet one. */
const WAIT_TIMEOUT_MS = 90_000;

/** A page that keeps what must not happen: console errors, exceptions, requests to anyone but our server. */
export interface WatchedPage {
  page: Page;
  complaints: string[];
}

export interface OpenOptions extends BrowserContextOptions {
  /** Who looks, an analyst unless told; null: nobody is signed in. */
  role?: Role | null;
  /** False leaves the map blank, for tests of what is around it: to paint it takes longest. */
  isMapPainted?: boolean;
}

/** Opens a path of the server in a fresh profile, in light colours and without motion. */
export async function openPage(
  browser: Browser,
  serverUrl: string,
  path: string,
  { role = 'analyst', isMapPainted = true, ...options }: OpenOptions = {},
): Promise<WatchedPage> {
  const context = await browser.newContext({
    viewport: WIDE,
    colorScheme: 'light',
    reducedMotion: 'reduce',
    // What it keeps would stand between a test and the server; the test of it allows it.
    serviceWorkers: 'block',
    ...options,
  });
  context.setDefaultTimeout(WAIT_TIMEOUT_MS);
  if (role !== null) {
    await context.addCookies([{ ...(await sessionCookie(serverUrl, role)), url: serverUrl, httpOnly: true }]);
  }
  if (!isMapPainted) await context.addInitScript(paintNothing);
  const page = await context.newPage();
  const complaints: string[] = [];
  const { origin } = new URL(serverUrl);
  page.on('console', (message) => {
    const isOfBlocking = message.text() === BLOCKED_WORKER;
    if ((message.type() === 'error' || message.type() === 'warning') && !isOfBlocking)
      complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => {
    const url = new URL(request.url());
    const isOurs = url.origin === origin || url.protocol === 'data:' || url.protocol === 'blob:';
    if (!isOurs) complaints.push(`request to ${url.origin}`);
  });
  const address = new URL(path, serverUrl);
  await page.goto(address.href);
  // What draws the page is loaded by what the page loads.
  if (!address.pathname.startsWith('/api/')) {
    await page.locator('#root > *').first().waitFor({ state: 'attached' });
  }
  return { page, complaints };
}

/** Runs in the page: the map does all it ever does, but no pixel is worked out. */
function paintNothing(): void {
  const nothing = () => {};
  Object.assign(WebGL2RenderingContext.prototype, {
    drawArrays: nothing,
    drawArraysInstanced: nothing,
    drawElements: nothing,
    drawElementsInstanced: nothing,
    drawRangeElements: nothing,
  });
}

/** Waits until the map has drawn all it has; says what that is. */
export async function drawnOn(page: Page): Promise<Drawn> {
  await page.locator('.atlas[data-idle]').waitFor({ state: 'attached', timeout: DRAW_TIMEOUT_MS });
  return page.evaluate(() => (document.querySelector('.atlas') as DrawnElement).drawn());
}

/** Waits until what is drawn satisfies a condition; fails with the last thing drawn. */
export async function drawnUntil(page: Page, isDone: (drawn: Drawn) => boolean): Promise<Drawn> {
  const deadline = Date.now() + DRAW_TIMEOUT_MS;
  for (;;) {
    const drawn = await drawnOn(page);
    if (isDone(drawn)) return drawn;
    if (Date.now() > deadline) throw new Error(`never drawn as expected: ${JSON.stringify(drawn)}`);
    await page.waitForTimeout(200);
  }
}

/** Clicks the map at a position in degrees. */
export async function clickMapAt(page: Page, lon: number, lat: number): Promise<void> {
  const { x, y } = await pixelAt(page, lon, lat);
  await page.mouse.move(x, y);
  await page.mouse.click(x, y);
}

/** Page coordinates of a position in degrees. */
export async function pixelAt(page: Page, lon: number, lat: number): Promise<{ x: number; y: number }> {
  return page.evaluate(
    ([east, north]) => {
      const element = document.querySelector('.atlas') as DrawnElement;
      const { left, top } = element.getBoundingClientRect();
      const { x, y } = element.pixelAt(east as number, north as number);
      return { x: left + x, y: top + y };
    },
    [lon, lat],
  );
}
