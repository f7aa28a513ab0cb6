import { beforeAll, expect, it } from 'vitest';
import { violations } from './axe.ts';
import { PHONE } from './pages.ts';
import { openScene } from './scene.ts';

const scene = openScene();

beforeAll(async () => {
  // Signed in before they belong somewhere: a change of agency ends sessions.
  for (const role of ['analyst', 'steward'] as const) await scene.world.fetchAs(role, '/api/me');
});

it('agencies are added, one lets another read, asks it, and is answered with an extract', async () => {
  const admin = await scene.open('/instituciones', { role: 'administrator' });
  const add = admin.page.locator('details', { hasText: 'Agregar o renombrar una institución' });
  await add.locator('summary').click();
  for (const [id, name] of [
    ['casa-norte', 'Casa Norte'],
    ['unidad-sur', 'Unidad Sur'],
  ] as const) {
    await add.getByLabel('Clave').fill(id);
    await add.getByLabel('Nombre').fill(name);
    await add.getByRole('button').click();
    await admin.page.locator('main li').getByText(name).waitFor();
  }
  const grant = admin.page.locator('details', { hasText: 'Dar un permiso' });
  await grant.locator('summary').click();
  await grant.getByLabel('Institución que permite').selectOption('Casa Norte');
  await grant.getByLabel('Institución que leerá').selectOption('Unidad Sur');
  await grant.getByLabel('Propósito').fill('Proteger el tramo de Ixtepec');
  await grant.getByLabel('Último día').fill('2027-02-01');
  await grant.getByRole('button').click();
  await admin.page.getByText('Casa Norte permite leer a Unidad Sur').waitFor();
  expect(await violations(admin.page)).toEqual([]);
  expect(admin.complaints).toEqual([]);
  await admin.page.context().close();

  await scene.world.database.pool.query(
    `update app_user set agency_id = case name when 'test analyst' then 'unidad-sur' else 'casa-norte' end
     where name in ('test analyst', 'test steward')`,
  );
  const asking = await scene.open('/solicitudes', { viewport: PHONE });
  await asking.page.getByText('Hacer una solicitud').click();
  const fields = {
    'Clave de la institución': 'casa-norte',
    Desde: '2017-01-01',
    Hasta: '2018-04-30',
    '¿Para qué? (al menos diez letras)': 'Planear la protección del tramo',
    'La respuesta se necesita hasta': '2026-12-31',
  };
  for (const [label, value] of Object.entries(fields))
    await asking.page.getByLabel(label, { exact: true }).fill(value);
  await asking.page.getByRole('button', { name: 'Enviar la solicitud' }).click();
  await asking.page.getByText('Espera respuesta').waitFor();

  const answering = await scene.open('/solicitudes', { role: 'steward' });
  await answering.page.getByRole('button', { name: 'Responder con el extracto' }).click();
  await answering.page.getByText('Respondida').waitFor();
  expect(answering.complaints).toEqual([]);

  await asking.page.reload();
  await asking.page.getByText('Respondida').waitFor();
  expect(await violations(asking.page)).toEqual([]);
  expect(await asking.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
    PHONE.width,
  );
  expect(asking.complaints).toEqual([]);
});
