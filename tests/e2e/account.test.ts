import { Secret, TOTP } from 'otpauth';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { violations } from './axe.ts';
import { PHONE } from './pages.ts';
import { openScene } from './scene.ts';

/** What the clock of the world says. */
const NOW = Date.parse('2026-11-23T12:00:00Z');
const PASSWORD = 'tren lento de medianoche';

const scene = openScene();
/** For whoever wants to look: E2E_SHOTS names a folder. */
const shot = async (page: Page, name: string) => {
  const folder = process.env.E2E_SHOTS;
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
};

describe('an account', () => {
  it('is made by an administrator, entered by link, given a password and a second factor, and entered by both', async () => {
    const headers = { 'content-type': 'application/json' };
    const agency = { method: 'PUT', headers, body: JSON.stringify({ name: 'Casa Norte' }) };
    expect((await scene.world.fetchAs('administrator', '/api/agencies/casa-norte', agency)).status).toBe(200);
    const admin = await scene.open('/ayuda', { role: 'administrator' });
    // The list may come when somebody has begun to write: what is written stays.
    let bringList = () => {};
    const asked = new Promise<void>((resolve) => {
      bringList = resolve;
    });
    await admin.page.route('**/api/users', async (route) => {
      await asked;
      await route.continue();
    });
    await admin.page.goto(new URL('/usuarios', scene.world.url).href);
    const form = admin.page.locator('form').last();
    await form.getByLabel('Nombre de usuario').fill('María Ruiz');
    bringList();
    await admin.page
      .getByRole('button', { name: /^Cambiar la cuenta de / })
      .first()
      .waitFor();
    await admin.page.unroute('**/api/users');
    await form.getByLabel('planeación').check();
    await form.getByRole('combobox', { name: 'Institución' }).selectOption('Casa Norte');
    await form.getByRole('button', { name: 'Dar de alta y hacer el enlace' }).click();
    const link = (await admin.page.getByRole('status').locator('code').textContent()) ?? '';
    await admin.page.getByText('planeación · Casa Norte').waitFor();
    expect(await form.getByLabel('Nombre de usuario').inputValue()).toBe('');
    expect(link).toMatch(/\/entrar#[\w-]{43}$/);
    await admin.page.getByRole('button', { name: 'Cambiar la cuenta de María Ruiz' }).click();
    expect(await admin.page.locator('.user-edit input[value=planner]').isChecked()).toBe(true);
    expect(await violations(admin.page)).toEqual([]);
    await shot(admin.page, 'users');
    expect(admin.complaints).toEqual([]);
    await admin.page.context().close();

    const { page, complaints } = await scene.open(new URL(link).pathname + new URL(link).hash, {
      role: null,
      viewport: PHONE,
    });
    await page.getByRole('button', { name: 'Lo leí y usaré el sistema solo para proteger' }).waitFor();
    await shot(page, 'notice-phone');
    await page.getByRole('button', { name: 'Lo leí y usaré el sistema solo para proteger' }).click();
    await page.getByRole('button', { name: 'María Ruiz' }).waitFor();
    await page.goto(new URL('/cuenta', scene.world.url).href);
    await page.getByText('esta sesión').waitFor();

    await page.getByLabel('Contraseña nueva').fill('qwerty123456');
    await page.getByRole('button', { name: 'Guardar' }).click();
    expect(await page.getByRole('alert').textContent()).toContain('entre las primeras que se prueban');
    await page.getByLabel('Contraseña nueva').fill(PASSWORD);
    await page.getByRole('button', { name: 'Guardar' }).click();
    await page.getByText('La contraseña quedó guardada.').waitFor();

    await page.getByRole('button', { name: 'Poner el segundo factor' }).click();
    const secret = ((await page.locator('.proposal code').textContent()) ?? '').replaceAll(' ', '');
    expect(await page.getByRole('img', { name: 'Código QR para la aplicación de códigos' }).isVisible()).toBe(
      true,
    );
    await page
      .getByLabel('Código', { exact: true })
      .fill(new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: NOW }));
    await shot(page, 'account-phone');
    await page.getByRole('button', { name: 'Confirmar' }).click();
    const recovery = (await page.locator('.codes code').first().textContent()) ?? '';
    expect(recovery).toMatch(/^[0-9a-f]{5}(-[0-9a-f]{5}){3}$/);
    expect(await violations(page)).toEqual([]);

    await page.getByRole('button', { name: 'María Ruiz' }).click();
    await page.getByRole('button', { name: 'Salir' }).click();
    await page.getByLabel('Nombre de usuario').fill('maría ruiz');
    await page.getByLabel('Contraseña').fill(PASSWORD);
    await shot(page, 'sign-in-phone');
    await page.getByRole('button', { name: 'Entrar' }).click();
    await page.getByLabel('Código de su aplicación').fill(recovery);
    await page.getByRole('button', { name: 'Entrar' }).click();
    await page.getByRole('button', { name: 'María Ruiz' }).waitFor();
    expect(complaints.filter((text) => !/status of (400|401)/.test(text))).toEqual([]);
    await page.context().close();
  }, 300_000);
});
