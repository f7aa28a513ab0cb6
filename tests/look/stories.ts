import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { buildPage, isPageStale } from '../../cli/page-build.ts';
import { makeSignInLink } from '../../data/access/sign-in-links.ts';
import type { Role } from '../../domain/access/permissions.ts';
import { openSampleDatabase } from '../bench/sample-database.ts';
import { launchBrowser } from '../e2e/browser.ts';
import { openPage, PHONE, WIDE } from '../e2e/pages.ts';
import {
  addRule,
  fire,
  KEY,
  loopbackSettings,
  messengerOf,
  person,
  START,
  startSmtp,
  subscribe,
} from '../messages-world.ts';
import { startServer } from '../server.ts';

/**
 * `npm run look:stories -- [FOLDER]`: three people who see the product for the first time, each step with a picture:
 * a planner plans and prints, an analyst finds who robs where and takes it along, a recipient answers a warning.
 */

const folder = path.resolve(process.argv[2] ?? '/tmp/vigia-stories');
const STEP_MS = 60_000;
mkdirSync(folder, { recursive: true });

if (isPageStale()) await buildPage();
const smtp = await startSmtp();
const settings = loopbackSettings(smtp.port);
const { database, close } = await openSampleDatabase();
const now = () => START;
const server = await startServer(database, now, { secretKey: KEY }, settings);
const messenger = await messengerOf(database, now, { ...settings, baseUrl: server.url });
const browser = await launchBrowser();

let failures = 0;
for (const [name, tell] of Object.entries({ planner, analyst, recipient })) {
  const steps: string[] = [];
  try {
    await tell(browser, async (page, step) => {
      steps.push(step);
      process.stdout.write(`${name}: ${step}\n`);
      await page.screenshot({ path: path.join(folder, `${name}-${steps.length}.png`) });
    });
  } catch (error) {
    failures += 1;
    process.stdout.write(`${name} got stuck after «${steps.at(-1)}»: ${String(error).split('\n')[0]}\n`);
  }
}
await browser.close();
await messenger.close();
await server.stop();
await smtp.stop();
await close();
process.stdout.write(`pictures in ${folder}\n`);
process.exit(failures > 0 ? 1 : 0);

type Show = (page: Page, step: string) => Promise<void>;

/** Somebody who was sent a link and reads the notice first. */
async function arrive(browser: Browser, role: Role, show: Show, viewport = WIDE): Promise<Page> {
  const userId = await person(database, `nueva ${role}`, [role]);
  const { token } = await database.transaction((db) => makeSignInLink(db, userId, now()));
  const { page } = await openPage(browser, server.url, `/entrar#${token}`, { role: null, viewport });
  page.setDefaultTimeout(STEP_MS);
  await page.getByRole('heading', { name: 'Para qué es este sistema' }).waitFor();
  await show(page, 'reads what the product is for');
  await page.getByRole('button', { name: 'Lo leí y usaré el sistema solo para proteger' }).click();
  return page;
}

async function planner(browser: Browser, show: Show): Promise<void> {
  const page = await arrive(browser, 'planner', show);
  await page.locator('.today-lead').waitFor();
  await show(page, 'lands on the page of the day');
  await page.getByRole('link', { name: 'Hacer un plan' }).click();
  await page.getByLabel('Unidades').fill('5');
  await show(page, 'says how many units there are');
  await page.getByRole('button', { name: 'Calcular plan' }).click();
  await page.locator('.patrol-result').waitFor();
  await show(page, 'reads the plan');
  await page.getByLabel('Nombre del plan').fill('Semana 48');
  await page.getByRole('button', { name: 'Guardar plan' }).click();
  await page.getByRole('heading', { name: 'Semana 48' }).waitFor();
  await show(page, 'keeps it');
  const print = page.getByRole('button', { name: /[Ii]mprimir|[Hh]ojas/ }).first();
  await show(page, `looks for the printer: ${(await print.textContent())?.trim()}`);
  await print.click();
  await page.locator('.unit-sheet').first().waitFor();
  await show(page, 'has a sheet for each unit');
  await page.pdf({ path: path.join(folder, 'planner-sheets.pdf'), format: 'Letter' });
  await page.goto(`${server.url}/hoy`);
  await page.getByRole('link', { name: 'Informe para imprimir' }).click();
  await page.locator('.briefing-table').nth(1).waitFor();
  await show(page, 'opens the briefing');
  await page.pdf({ path: path.join(folder, 'planner-briefing.pdf'), format: 'Letter' });
}

async function analyst(browser: Browser, show: Show): Promise<void> {
  const page = await arrive(browser, 'analyst', show);
  await page.locator('.today-lead').waitFor();
  await show(page, 'lands on the page of the day');
  await page.getByRole('link', { name: 'Patrones', exact: true }).first().click();
  await page.locator('.pattern-controls').waitFor();
  await page.waitForLoadState('networkidle');
  await show(page, 'opens patterns');
  const robbery = page.locator('[data-figure="crime"] [data-pick="robbery"] text').first();
  await robbery.scrollIntoViewIfNeeded();
  await robbery.click();
  await page.waitForURL(/crime=robbery/);
  await show(page, 'chooses robbery');
  const compared = page.locator('[data-figure="compare"]');
  await compared.scrollIntoViewIfNeeded();
  await compared.getByRole('radio', { name: 'Presunto responsable' }).check({ force: true });
  await compared.getByText(/presuntos responsables se distinguen del azar/).waitFor();
  await compared.evaluate((element) => element.scrollIntoView({ block: 'center' }));
  await show(page, 'compares Tamaulipas and Chiapas by who did it');
  const exportButton = compared.getByRole('button', { name: /CSV/ }).first();
  const [download] = await Promise.all([page.waitForEvent('download'), exportButton.click()]);
  await download.saveAs(path.join(folder, download.suggestedFilename()));
  await show(page, `takes ${download.suggestedFilename()} along`);
}

async function recipient(browser: Browser, show: Show): Promise<void> {
  await addRule(database);
  const userId = await person(database, 'albergue', ['recipient']);
  await subscribe(database, userId, { address: 'albergue@example.org' });
  await fire(database, now());
  await messenger.tick();
  const raw = (smtp.mails.at(-1)?.raw ?? '').replaceAll(/=\r?\n/g, '').replaceAll('=3D', '=');
  const link = /http:\S+\/api\/acknowledge\/[\w.-]+/.exec(raw)?.[0] ?? '';
  const view = /http:\S+\/alertas\S*/.exec(raw)?.[0] ?? '';
  process.stdout.write(`the mail:\n${raw.slice(raw.indexOf('Subject'), raw.indexOf('Subject') + 2500)}\n`);
  const { page } = await openPage(browser, server.url, link, { role: null, viewport: PHONE, hasTouch: true });
  page.setDefaultTimeout(STEP_MS);
  await page.getByRole('heading', { name: 'Acusar recibo' }).waitFor();
  await show(page, 'opens the mail on a phone');
  await page.getByRole('button', { name: 'Acuso recibo' }).click();
  await page.getByText('su acuse quedó escrito').waitFor();
  await show(page, 'acknowledges with a press');
  await page.context().close();
  const phone = await arrive(browser, 'recipient', show, PHONE);
  await phone.goto(view || `${server.url}/alertas`);
  await phone.waitForLoadState('networkidle');
  await show(phone, 'opens the alert itself');
}
