import type { Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { launchBrowser } from './browser.ts';
import { type OpenOptions, openPage, type WatchedPage } from './pages.ts';
import { openWorld, type World } from './world.ts';

/** A world and a browser for the tests of a file, there from beforeAll to afterAll. */
export interface Scene {
  readonly world: World;
  /** Opens a path of the world in a fresh profile (`openPage`). */
  open(path: string, options?: OpenOptions): Promise<WatchedPage>;
}

/** Called where tests are defined: the file's own hooks that come after find all open. */
export function openScene(): Scene {
  let world: World;
  let browser: Browser;
  beforeAll(async () => {
    [world, browser] = await Promise.all([openWorld(), launchBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await world?.close();
  });
  return {
    get world() {
      return world;
    },
    open: (path, options) => openPage(browser, world.url, path, options),
  };
}
