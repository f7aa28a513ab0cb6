import { availableParallelism, loadavg } from 'node:os';
import type { Browser, Page } from 'playwright-core';
import { buildPage, isPageStale } from '../../cli/page-build.ts';
import { randomStream } from '../../domain/random.ts';
import { launchBrowser } from '../e2e/browser.ts';
import { openPage } from '../e2e/pages.ts';
import { startServer } from '../server.ts';
import { copyIncidents } from './alerts.ts';
import { openSampleDatabase } from './sample-database.ts';

const AIM_MS = 100;
const INCIDENTS = 50_000;
/** The sample's share of predatory crimes, a little less: so that the page counts INCIDENTS of them. */
const PREDATORY_SHARE = 0.9;
const BRUSHES = 40;

/** What is brushed: marks of a figure; a second mark ends a drag. */
const KINDS = [
  { name: 'a state of the map', marks: ['[data-figure="states"] path[data-pick]'], isDrag: false },
  { name: 'a cell of the two-way table', marks: ['[data-figure="crosstab"] g[data-pick]'], isDrag: false },
  {
    name: 'a bar',
    marks: ['crime', 'perpetrator', 'place', 'known'].map((id) => `[data-figure="${id}"] g[data-pick]`),
    isDrag: false,
  },
  { name: 'months of the timeline', marks: ['[data-figure="months"] g[data-pick]'], isDrag: true },
] as const;

/** As Chromium counts them, in time of the main thread's own: all, scripts, styles, layout. */
const METRICS = ['TaskDuration', 'ScriptDuration', 'RecalcStyleDuration', 'LayoutDuration'] as const;

/** Milliseconds from the event to the frame that is painted with it: the figures in sight, and all; own work. */
interface Brush {
  seenMs: number;
  allMs: number;
  /** Time that the page's main thread worked for it, by METRICS: what is left where no one else computes. */
  spentMs: number[];
}

/**
 * Brushing times of the page of patterns in Chromium, drawing included: from the pointer's event until the frame is
 * painted after (a) the figures in sight and (b) all figures of the page have taken the choice in.
 * `npm run bench -- brushing`; `--profile` names what took the time.
 */
export async function run(flags: string[]): Promise<void> {
  if (isPageStale()) await buildPage();
  const { database, close } = await openSampleDatabase();
  const browser = await launchBrowser();
  try {
    await copyIncidents(database, Math.round(INCIDENTS / PREDATORY_SHARE));
    const server = await startServer(database);
    await brushAll(browser, server.url, flags.includes('--profile'));
    await server.stop();
  } finally {
    await browser.close();
    await close();
  }
}

async function brushAll(browser: Browser, url: string, isProfiled: boolean): Promise<void> {
  const { page } = await openPage(browser, url, '/patrones');
  await page.locator('[data-figure="crosstab"] svg').waitFor({ timeout: 120_000 });
  await page.waitForLoadState('networkidle');
  // tsx keeps the names of functions by a helper that is not in the page.
  await page.evaluate('globalThis.__name = (given) => given');
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const spent = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return METRICS.map((metric) => 1000 * (metrics.find(({ name }) => name === metric)?.value ?? 0));
  };
  const stream = randomStream(18);
  print(
    `brushing, node ${process.version}, ${availableParallelism()} cores at a load of ${loadavg()[0]?.toFixed(1)}, ` +
      `${await page.locator('.pattern-count').textContent()}`,
  );
  print(
    `the aim is ${AIM_MS} ms at the 95th of 100; ${BRUSHES} brushes a kind, every fourth on a cleared view`,
  );
  for (const { name, marks, isDrag } of KINDS) {
    const profile = isProfiled ? await startProfile(page) : null;
    const brushes: Brush[] = [];
    for (let i = 0; i < BRUSHES; i++) {
      await page.evaluate(settleInPage, i % 4 === 0);
      const before = await spent();
      const selector = marks[i % marks.length] ?? '';
      const [from, to] = [stream.uniform(), stream.uniform()];
      const times = await page.evaluate(brushInPage, { selector, from, to: isDrag ? to : from });
      const after = await spent();
      brushes.push({ ...times, spentMs: after.map((ms, at) => ms - (before[at] ?? 0)) });
    }
    print(`  ${name}`);
    printTimes(
      'figures in sight',
      brushes.map(({ seenMs }) => seenMs),
    );
    printTimes(
      'all figures',
      brushes.map(({ allMs }) => allMs),
    );
    printTimes(
      'own work for all',
      brushes.map(({ spentMs }) => spentMs[0] ?? 0),
    );
    const means = METRICS.map((metric, at) => {
      const ms = brushes.reduce((sum, { spentMs }) => sum + (spentMs[at] ?? 0), 0) / BRUSHES;
      return `${metric.replace('Duration', '')} ${ms.toFixed(0)}`;
    });
    print(`    of it in the mean: ${means.join(', ')} ms`);
    await profile?.();
  }
  await page.context().close();
}

/** Runs in the page: nothing chosen, if so wanted, and nothing left to do. */
async function settleInPage(isCleared: boolean): Promise<void> {
  const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
  if (isCleared) {
    document.querySelector<HTMLButtonElement>('.pattern-controls .chips > li:last-child button')?.click();
  }
  // What the server is asked for after a period was chosen is waited for, not timed.
  await pause(300);
  while (document.querySelector('.pattern-board[aria-busy="true"]')) await pause(5);
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
}

/**
 * Runs in the page: chooses the mark at a share of all that match, or drags from one to another. The board says by
 * `aria-busy` whether some figure is not yet of the newest choice.
 */
async function brushInPage({
  selector,
  from,
  to,
}: {
  selector: string;
  from: number;
  to: number;
}): Promise<Omit<Brush, 'spentMs'>> {
  // The second frame begins when the first has been painted.
  const painted = () =>
    new Promise<number>((resolve) =>
      requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now()))),
    );
  const isBusy = () => document.querySelector('.pattern-board[aria-busy="true"]') !== null;
  const marks = document.querySelectorAll(selector);
  const send = (type: string, share: number) =>
    marks[Math.floor(share * marks.length)]?.dispatchEvent(
      new PointerEvent(type, { bubbles: true, pointerId: 1, button: 0 }),
    );
  if (send('pointerdown', from) === undefined) throw new Error(`nothing to brush in ${selector}`);
  const start = performance.now();
  send('pointerup', to);
  const seenMs = (await painted()) - start;
  if (!isBusy()) return { seenMs, allMs: seenMs };
  while (isBusy()) await new Promise((resolve) => setTimeout(resolve, 1));
  return { seenMs, allMs: (await painted()) - start };
}

/** The functions that took most of the time by themselves, as the browser's own profiler has it. */
async function startProfile(page: Page): Promise<() => Promise<void>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Profiler.enable');
  await session.send('Profiler.start');
  return async () => {
    const { profile } = await session.send('Profiler.stop');
    const own = new Map<string, number>();
    const byId = new Map(profile.nodes.map((node) => [node.id, node]));
    profile.samples?.forEach((id, at) => {
      const frame = byId.get(id)?.callFrame;
      if (!frame) return;
      const name = `${frame.functionName || '(anonymous)'} ${frame.url.split('/').at(-1)}:${frame.lineNumber}:${frame.columnNumber}`;
      own.set(name, (own.get(name) ?? 0) + (profile.timeDeltas?.[at] ?? 0) / 1000);
    });
    const most = [...own].sort((a, b) => b[1] - a[1]).slice(0, 18);
    for (const [name, ms] of most)
      print(`      ${(ms / BRUSHES).toFixed(1).padStart(7)} ms a brush  ${name}`);
    await session.detach();
  };
}

function printTimes(what: string, values: readonly number[]): void {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0;
  const verdict =
    at(0.95) <= AIM_MS ? 'within the aim' : `over the aim by ${(at(0.95) - AIM_MS).toFixed(0)} ms`;
  print(
    `    ${what.padEnd(17)} p50 ${at(0.5).toFixed(0).padStart(4)} ms   p95 ${at(0.95).toFixed(0).padStart(4)} ms   ` +
      `max ${at(1).toFixed(0).padStart(4)} ms   ${verdict}`,
  );
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
