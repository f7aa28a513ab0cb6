import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AlertsAnswer } from '../../api/contract-alerts.ts';
import { addShippedReferrals } from '../../data/alerts/texts.ts';
import { violations } from './axe.ts';
import { launchBrowser } from './browser.ts';
import { drawnUntil, openPage, PHONE, WIDE } from './pages.ts';
import { openWorld, type World } from './world.ts';

const RULE = {
  crimes: [],
  perpetrators: [],
  place: { kind: 'country' },
  holdHours: 0,
  clearHours: 24,
  minimum: { sources: 1, radiusM: 25_000 },
  quietHours: null,
  escalateMinutes: null,
  expiresOn: null,
};
const STRETCHES = {
  ...RULE,
  name: 'Tres en un tramo',
  split: 'stretch',
  severity: 'serious',
  condition: { kind: 'count', atLeast: 3, clearBelow: 2, windowDays: 30 },
};
const STATES = {
  ...RULE,
  name: 'Secuestros en un estado',
  split: 'state',
  severity: 'critical',
  escalateMinutes: 60,
  crimes: ['kidnapping'],
  condition: { kind: 'count', atLeast: 2, clearBelow: 1, windowDays: 30 },
};

describe('the page of alerts', () => {
  let world: World;
  let browser: Browser;

  async function makeRule(rule: object): Promise<void> {
    const init = {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(rule),
    };
    expect((await world.fetchAs('planner', '/api/alert-rules', init)).status).toBe(201);
    await world.alerts.tick();
  }
  async function firing(): Promise<AlertsAnswer> {
    const response = await world.fetchAs('planner', '/api/alerts?state=firing');
    return (await response.json()) as AlertsAnswer;
  }
  const param = (page: Page, name: string) => new URL(page.url()).searchParams.get(name);
  const widthOf = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth);

  beforeAll(async () => {
    [world, browser] = await Promise.all([openWorld(), launchBrowser()]);
    await addShippedReferrals(world.database.pool);
    await makeRule(STRETCHES);
  });
  afterAll(async () => {
    await browser?.close();
    await world?.close();
  });

  it('lists what fires by state and hour, hears of more without a reload, and tells all of one', async () => {
    const before = await firing();
    expect(before.firing).toBeGreaterThan(3);
    const { page, complaints } = await openPage(browser, world.url, '/alertas');
    await page.getByText(`Hay ${before.firing} alertas activas.`).waitFor();
    await page
      .locator('.alert-gaps')
      .getByText(/Sin datos de .* desde el/)
      .first()
      .waitFor();
    expect(await violations(page)).toEqual([]);

    await makeRule(STATES);
    const { firing: count, alerts } = await firing();
    expect(count).toBeGreaterThan(before.firing);
    await page.getByText(`Hay ${count} alertas activas.`).waitFor();
    await page.locator('.places .badge', { hasText: String(count) }).waitFor();

    // The state's alert holds back that of its stretch, which says so.
    const held = alerts.find(({ inhibitedBy }) => inhibitedBy !== null);
    expect(held?.facts?.place.unit.kind).toBe('stretch');
    const group = page.locator('.alert-group', { hasText: 'Oaxaca' });
    await group.getByRole('button', { expanded: false }).click();
    await group.getByText(`Incluida en la alerta ${held?.inhibitedBy}`).click();
    expect(param(page, 'alerta')).toBe(String(held?.alertId));
    const detail = page.getByRole('article', { name: 'Detalle de la alerta' });
    for (const title of ['En qué se apoya', 'Lo que no se sabe', 'Qué hacer', 'A dónde acudir', 'Historia'])
      await detail.getByRole('heading', { name: title }).waitFor();
    await detail.getByText(/^Lo usual en este lugar y lapso/).waitFor();
    await detail.getByText('verificar', { exact: true }).first().waitFor();
    await detail.getByLabel('Unidad', { exact: true }).check();
    await detail.getByText(/^No detenga ni revise a nadie por su situación migratoria/).waitFor();
    const link =
      (await detail.getByText('Abrir el mapa con este lugar y estos días').getAttribute('href')) ?? '';
    expect(link).toMatch(/^\/\?kind=crime&crime=.*&from=\d{4}-\d\d-\d\d&to=.*&at=stretch:/);
    await detail.getByText('Por qué está así').click();
    await detail.getByText(/^Llega a la cifra: se activa\./).waitFor();
    await detail.locator('.place-map-canvas[data-idle]').waitFor({ state: 'attached' });

    await detail.getByRole('button', { name: 'Dar acuse de recibo' }).click();
    await detail.getByLabel(/^Nota/).fill('Unidad en camino');
    await detail.getByRole('button', { name: 'Enviar acuse' }).click();
    await detail.getByText('test analyst dio acuse de recibo.').waitFor();
    await detail.getByText('Unidad en camino').waitFor();
    await detail.getByRole('button', { name: 'Fue útil' }).click();
    await detail.getByText('test analyst la marcó: Útil.').waitFor();
    await detail.getByRole('button', { name: 'Silenciar', exact: true }).first().click();
    await detail.getByLabel('Razón').fill('Ya hay operativo');
    await detail.locator('form').getByRole('button', { name: 'Silenciar' }).click();
    await detail.getByText('Silenciada', { exact: true }).waitFor();
    expect(await violations(page)).toEqual([]);

    // Another language keeps the alert open.
    await page.getByRole('button', { name: 'English' }).first().click();
    await page.getByRole('heading', { name: 'What it rests on' }).waitFor();
    expect(param(page, 'alerta')).toBe(String(held?.alertId));
    expect(await violations(page)).toEqual([]);
    await page.goBack();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('says that the live connection is lost, begins it anew, and misses nothing', async () => {
    const { page } = await openPage(browser, world.url, '/api/health');
    let refused = 0;
    await page.route('**/api/events*', (route) => {
      refused += 1;
      return refused === 1 ? route.fulfill({ status: 503, body: '' }) : route.continue();
    });
    await page.goto(`${world.url}/alertas`);
    const lost = page.getByText('Se perdió la conexión en vivo');
    await lost.waitFor();
    expect(await violations(page)).toEqual([]);
    const { firing: before } = await firing();
    await makeRule({ ...STATES, name: 'Robos en un estado', crimes: ['robbery'] });
    const { firing: count } = await firing();
    expect(count).toBeGreaterThan(before);
    await lost.waitFor({ state: 'detached' });
    expect(refused).toBe(2);
    await page.getByText(`Hay ${count} alertas activas.`).waitFor();
    await page.context().close();
  });

  it('is all that a recipient needs on a phone, and tells no more than is safe', async () => {
    const { page, complaints } = await openPage(browser, world.url, '/alertas?gravedad=critical', {
      role: 'recipient',
      viewport: PHONE,
    });
    await page.locator('.alert-line').first().click();
    const detail = page.getByRole('article', { name: 'Detalle de la alerta' });
    await detail.getByText(/^Menos de 5 incidentes del/).waitFor();
    await detail.getByText('Los detalles se reservan para no identificar a nadie.').waitFor();
    expect(await page.locator('.inbox-list').isVisible()).toBe(false);
    expect(await page.locator('.alert-tabs, .place-map').count()).toBe(0);
    expect(await detail.getByText('Abrir el mapa').count()).toBe(0);
    expect(await detail.getByRole('button', { name: 'Asignar' }).count()).toBe(0);
    await detail.getByRole('button', { name: 'Dar acuse de recibo' }).click();
    await detail.getByRole('button', { name: 'Enviar acuse' }).click();
    await detail.getByText('Alguien dio acuse de recibo.').waitFor();
    expect(await violations(page)).toEqual([]);
    expect(await widthOf(page)).toBeLessThanOrEqual(PHONE.width);
    await detail.getByRole('button', { name: 'Volver a la lista' }).click();
    await page.locator('.alert-line').getByText('Con acuse').waitFor();
    expect(param(page, 'gravedad')).toBe('critical');
    expect(await violations(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('takes a rule only after it was tried, with what is wrong beside each field', async () => {
    const { page, complaints } = await openPage(browser, world.url, '/alertas?seccion=rules', {
      role: 'planner',
    });
    await page.getByText('Tres en un tramo', { exact: true }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Nueva regla' }).click();
    await page.getByLabel('Nombre de la regla').fill('Istmo');
    await page.getByLabel('Qué se mide').selectOption('count');
    await page.getByLabel('Se cierra con menos de').fill('9');
    await page.getByLabel('Lugar', { exact: true }).selectOption('polygon');
    expect(await page.getByLabel('servidor público').count()).toBe(0);
    // A bow tie, by keyboard.
    const corners = [
      ['16', '-96'],
      ['17', '-94'],
      ['17', '-96'],
      ['16', '-94'],
    ] as const;
    for (const [i, [lat, lon]] of corners.entries()) {
      await page.getByRole('button', { name: 'Agregar esquina' }).click();
      await page.getByLabel(`Latitud de la esquina ${i + 1}`).fill(lat);
      await page.getByLabel(`Longitud de la esquina ${i + 1}`).fill(lon);
    }
    expect(await page.getByRole('button', { name: 'Guardar la regla' }).count()).toBe(0);
    const tryIt = page.getByRole('button', { name: 'Probar con los últimos dos años' });
    await tryIt.click();
    await page
      .locator('[data-fault="place.ring"]')
      .getByText(/^Los lados de la zona se cruzan/)
      .waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByLabel('Longitud de la esquina 3').fill('-94');
    await page.getByLabel('Longitud de la esquina 2').fill('-96');
    await tryIt.click();
    await page.getByText(/^Se cerraría antes de avisar/).waitFor();
    expect(await page.getByLabel('Se cierra con menos de').getAttribute('aria-invalid')).toBe('true');
    await page.getByLabel('Se cierra con menos de').fill('1');
    await tryIt.click();
    await page.getByText(/^(Unas [\d.]+ alertas al mes|Más o menos )/).waitFor();
    await page.getByText(/^Del .* habría dado [\d,]+ alertas?\./).waitFor();
    expect(await violations(page)).toEqual([]);

    // What changes when it fires must be tried again.
    await page.getByLabel('En los últimos (días)').fill('14');
    await page.getByText('La regla cambió desde esta prueba: pruébela de nuevo.').waitFor();
    expect(await page.getByRole('button', { name: 'Guardar la regla' }).count()).toBe(0);
    await tryIt.click();
    await page.getByRole('button', { name: 'Guardar la regla' }).click();
    const card = page.locator('.cards li', { hasText: 'Istmo' });
    await card.getByText('Zona propia').waitFor();
    await card.getByRole('button', { name: 'Retirar' }).click();
    await card.getByRole('button', { name: 'Sí, retirar' }).click();
    await card.waitFor({ state: 'detached' });
    await page.setViewportSize(PHONE);
    expect(await widthOf(page)).toBeLessThanOrEqual(PHONE.width);
    await page.setViewportSize(WIDE);

    await page.getByRole('link', { name: 'Silencios' }).click();
    await page.getByText('Silenciar alertas').click();
    await page.getByLabel('Estado', { exact: true }).selectOption('28');
    await page.getByLabel('Razón').fill('Simulacro');
    await page.getByRole('button', { name: 'Silenciar' }).click();
    const silence = page.locator('.cards li', { hasText: 'Simulacro' });
    await silence.getByText('Estado: Tamaulipas').waitFor();
    await page.getByText(/^Hay \d silencios? activos?\.$/).waitFor();
    expect(await violations(page)).toEqual([]);
    // The clock of the test stands still, and a silence lasts a moment at least.
    await world.database.pool.query(`update alert_silence set starts_at = starts_at - interval '1 hour'`);
    await silence.getByRole('button', { name: 'Terminar ahora' }).click();
    await silence.getByRole('button').waitFor({ state: 'detached' });

    await page.getByRole('link', { name: 'Textos' }).click();
    await page.getByLabel('Consulado').fill('Llame a la red de protección.');
    const form = page.locator('.advice-form', { hasText: 'Consulado' });
    await form.getByRole('button', { name: 'Guardar' }).click();
    await form.getByText('Texto de su institución').waitFor();
    await form.getByRole('button', { name: 'Volver al texto de Vigía' }).click();
    await form.getByText('Texto que viene con Vigía.').waitFor();
    const office = page.locator('.cards li', { hasText: 'Unidad de Investigación de Delitos' });
    await office.locator('summary').click();
    await office.getByLabel(/^Teléfono/).fill('55 5346 0000');
    await office.getByLabel('Lo verifiqué con la oficina').check();
    expect(await violations(page)).toEqual([]);
    await office.getByRole('button', { name: 'Guardar' }).click();
    await office.getByText('verificado', { exact: true }).waitFor();
    expect(complaints.filter((text) => !/400 \(Bad Request\)/.test(text))).toEqual([]);
    await page.context().close();
  });

  it('lies on the map for those who may know its places, and for nobody else', async () => {
    const { page, complaints } = await openPage(browser, world.url, '/', { role: 'planner' });
    const drawn = await drawnUntil(page, ({ marks }) => (marks.alerts ?? 0) > 0);
    expect(drawn.marks.alerts).toBeGreaterThan(0);
    await page.getByLabel(/^Alertas activas: \d+$/).uncheck();
    await drawnUntil(page, ({ marks }) => marks.alerts === undefined);
    expect(param(page, 'off')).toBe('alerts');
    await page.getByLabel('Alertas anteriores').check();
    expect(param(page, 'past')).toBe('alerts');
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});
