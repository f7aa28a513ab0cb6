import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Messenger } from '../../api/messaging/messenger.ts';
import {
  addRule,
  createClock,
  fire,
  KEY,
  loopbackSettings,
  MINUTE,
  messengerOf,
  startSmtp,
} from '../messages-world.ts';
import { violations } from './axe.ts';
import { launchBrowser } from './browser.ts';
import { openPage, PHONE } from './pages.ts';
import { openWorld, type World } from './world.ts';

let browser: Browser;
let world: World;
let smtp: Awaited<ReturnType<typeof startSmtp>>;
let messenger: Messenger;
const clock = createClock();

beforeAll(async () => {
  smtp = await startSmtp();
  const settings = loopbackSettings(smtp.port);
  [world, browser] = await Promise.all([
    openWorld(() => clock.now(), { secretKey: KEY }, settings),
    launchBrowser(),
  ]);
  messenger = await messengerOf(world.database, () => clock.now(), { ...settings, baseUrl: world.url });
  await addRule(world.database);
});

afterAll(async () => {
  await messenger?.close();
  await browser?.close();
  await world?.close();
  await smtp?.stop();
});

it('a shelter subscribes on a phone, tests it, and acknowledges from the mail with a press', async () => {
  const { page, complaints } = await openPage(browser, world.url, '/suscripciones', {
    role: 'recipient',
    viewport: PHONE,
  });
  await page.getByLabel('Nombre', { exact: true }).fill('Turno de noche');
  await page.getByLabel('Dirección de correo').fill('albergue@example.org');
  await page.getByLabel('Consejos para').selectOption('Albergue');
  await page.getByText('Dibujar un área').click();
  const map = page.getByRole('img', { name: 'Mapa de México para dibujar un área' });
  for (const [x, y] of [
    [200, 120],
    [320, 120],
    [320, 220],
    [200, 220],
  ] as const)
    await map.click({ position: { x, y } });
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Suscribirme' }).click();
  await page.getByText('Por correo a albergue@example.org · un área dibujada').waitFor();
  await page.getByRole('button', { name: 'Mandarme una prueba' }).click();
  await page.getByText('Último aviso: Prueba, En espera').waitFor();
  await messenger.tick();
  await page.getByRole('button', { name: 'Actualizar' }).click();
  await page.getByText('Último aviso: Prueba, Entregado').waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(PHONE.width);
  expect(await violations(page)).toEqual([]);
  expect(complaints).toEqual([]);
  await page.context().close();

  await fire(world.database, clock.now());
  await messenger.tick();
  const raw = smtp.mails[1].raw.replaceAll(/=\r?\n/g, '').replaceAll('=3D', '=');
  const link = /http:\S+\/api\/acknowledge\/[\w.-]+/.exec(raw)?.[0] ?? '';
  const opened = await openPage(browser, world.url, link, { role: null, viewport: PHONE });
  await opened.page.getByRole('heading', { name: 'Acusar recibo' }).waitFor();
  expect(await violations(opened.page)).toEqual([]);
  await opened.page.getByRole('button', { name: 'Acuso recibo' }).click();
  await opened.page.getByText('su acuse quedó escrito').waitFor();
  expect(opened.complaints).toEqual([]);
  await opened.page.context().close();
});

it('what the server refuses stands beside its field, and a webhook shows its key once', async () => {
  const { page, complaints } = await openPage(browser, world.url, '/suscripciones');
  await page.getByLabel('Nombre', { exact: true }).fill('Sala');
  await page.getByLabel('Por dónde').selectOption('Webhook');
  await page.getByLabel('Dirección del webhook').fill('https://10.1.2.3/hook');
  await page.getByRole('button', { name: 'Suscribirme' }).click();
  await page.getByText('La dirección lleva a una red privada').waitFor();
  await page.getByLabel('Dirección del webhook').fill('http://127.0.0.1:1/hook');
  await page.getByRole('button', { name: 'Suscribirme' }).click();
  await page.getByText('whsec_').waitFor();
  await page.getByText('Por webhook a http://127.0.0.1:1/hook').waitFor();
  expect(await violations(page)).toEqual([]);
  await page.getByText('Nueva suscripción').click();
  expect(complaints.filter((line) => !/status of 400/.test(line))).toEqual([]);
  await page.context().close();
});

it('the administrator sees who received what and who acknowledged, and tries again what was given up', async () => {
  await fire(world.database, clock.now(), { severity: 'critical' });
  await messenger.tick();
  await world.database.pool.query(
    `update message set state = 'dead' where channel = 'webhook' and severity = 'critical'`,
  );
  const { page, complaints } = await openPage(browser, world.url, '/entregas', { role: 'administrator' });
  await page.getByText('con el botón de este correo').waitFor();
  await page.getByText('que no se pudieron entregar').waitFor();
  const dead = page.getByRole('listitem').filter({ hasText: 'No entregado' });
  await dead.getByRole('button', { name: '1 intento' }).click();
  await dead.getByText('nadie contesta en esa dirección').nth(1).waitFor();
  expect(await violations(page)).toEqual([]);
  await page.setViewportSize(PHONE);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(PHONE.width);
  await dead.getByRole('button', { name: 'Intentar otra vez' }).click();
  await page.getByText('ninguno sin poder entregarse').waitFor();
  clock.add(MINUTE);
  await messenger.tick();
  await page.getByRole('combobox', { name: 'Estado' }).selectOption('En espera');
  await page.getByText('siguiente intento').first().waitFor();
  expect(complaints).toEqual([]);
  await page.context().close();
});
