import { describe, expect, it } from 'vitest';
import type { Me } from '../../api/contract-session.ts';
import { firstSignInLink } from '../../data/access/first-administrator.ts';
import { violations } from './axe.ts';
import { PHONE } from './pages.ts';
import { openScene } from './scene.ts';

const NOW = new Date('2026-11-23T12:00:00Z');

const scene = openScene();

/** What the browser itself complains of when the API says that nobody is signed in. */
const isExpected = (text: string) => /status of (401|403|429)/.test(text);

describe('signing in', () => {
  it('by the first link: the notice, the map, and out again; the token stays nowhere', async () => {
    const link = await firstSignInLink(scene.world.database, NOW);
    const { page, complaints } = await scene.open(`/entrar#${link?.token}`, { role: null });
    await page.getByRole('heading', { name: 'Para qué es este sistema' }).waitFor();
    expect(page.url()).not.toContain(link?.token);
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Lo leí y usaré el sistema solo para proteger' }).click();
    await page.getByRole('heading', { name: 'Hoy', exact: true }).waitFor();
    await page.getByRole('button', { name: 'local' }).click();
    await page.getByRole('button', { name: 'Salir' }).click();
    await page.getByRole('heading', { name: 'Entrar' }).waitFor();
    await page.goto(new URL('/', scene.world.url).href);
    await page.getByLabel('Nombre de usuario').waitFor();
    expect(complaints.filter((text) => !isExpected(text))).toEqual([]);
    await page.context().close();
  });

  it('on a page from before the notice changed, its old words are not acknowledged as the new ones', async () => {
    const { page } = await scene.open('/api/health', { role: 'recipient' });
    await page.route('**/api/me', async (route) => {
      const answer = await route.fetch();
      const me = (await answer.json()) as Me;
      await route.fulfill({ json: { ...me, notice: { version: '2027-01', acknowledged: false } } });
    });
    await page.goto(new URL('/', scene.world.url).href);
    await page.getByText('El aviso cambió, y esta página es de antes.').waitFor();
    expect(await page.getByRole('button', { name: 'Lo leí' }).count()).toBe(0);
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Volver a cargar la página' }).click();
    await page.getByText('El aviso cambió, y esta página es de antes.').waitFor();
    await page.context().close();
  });

  it('a link that was used says so, and the way in by password stands below', async () => {
    const { page } = await scene.open(`/entrar#${'x'.repeat(43)}`, {
      role: null,
      viewport: PHONE,
    });
    const alert = page.getByRole('alert');
    await alert.waitFor();
    expect(await alert.textContent()).toContain('ya se usó, venció o no existe');
    await page.getByLabel('Contraseña').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.context().close();
  });

  it('keeps the view that the address names', async () => {
    const { page } = await scene.open('/?at=state:07', { role: null });
    await page.getByLabel('Nombre de usuario').waitFor();
    expect(page.url()).toContain('at=state:07');
    await page.context().close();
  });
});

describe('a page that the roles do not open', () => {
  it('says so, who can grant it, and what is open', async () => {
    const { page, complaints } = await scene.open('/focos', { role: 'administrator' });
    await page.getByRole('heading', { name: 'Esta página no se abre con sus funciones' }).waitFor();
    expect(complaints).toEqual([]);
    expect(await page.locator('main').textContent()).toContain('Quien administra Vigía puede dar el acceso');
    expect(await page.locator('main a').first().textContent()).not.toBe('');
    expect(await violations(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});
