import { writeFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StateCounts } from '../../api/contract.ts';
import type { Patterns } from '../../api/contract-patterns.ts';
import { makeBrief } from '../../cli/report/brief.ts';
import { briefHtml } from '../../cli/report/brief-html.ts';
import { wordsOf } from '../../cli/words.ts';
import { putEnforcementMeasures, readMeasures } from '../../data/pattern-facts.ts';
import { figureWords } from '../../domain/patterns/figures/words.ts';
import { violations } from './axe.ts';
import { launchBrowser } from './browser.ts';
import { openPage, PHONE, WIDE } from './pages.ts';
import { openWorld, type World } from './world.ts';

let browser: Browser;
let world: World;

beforeAll(async () => {
  [world, browser] = await Promise.all([openWorld(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await world?.close();
});

const SHOTS = process.env.SHOTS;

async function open(path = '/patrones', options: Parameters<typeof openPage>[3] = {}) {
  const opened = await openPage(browser, world.url, path, options);
  await opened.page.locator('[data-figure="states"] > .chart svg').waitFor({ timeout: 60_000 });
  return opened;
}

const figure = (page: Page, id: string) => page.locator(`[data-figure="${id}"]`);
const counted = async (page: Page) => (await page.locator('.pattern-count').textContent()) ?? '';

/** The rows of a figure's table view, opened where it is closed. */
async function table(page: Page, id: string): Promise<string[][]> {
  const details = figure(page, id).locator('.figure-table');
  if ((await details.getAttribute('open')) === null) await details.locator('summary').click();
  await details.locator('table:not([data-layer])').waitFor();
  const all = details.getByRole('button', { name: /^Ver las/ });
  if (await all.count()) await all.click();
  return details
    .locator('table:not([data-layer]) tbody tr')
    .evaluateAll((rows) =>
      rows.map((row) => [...row.children].map((cell) => (cell.textContent ?? '').trim())),
    );
}

/** All that the charts are drawn of, once no figure is behind. */
async function marks(page: Page): Promise<string[][]> {
  await page.locator('.pattern-board[aria-busy="false"]').waitFor();
  return page.locator('.chart svg').evaluateAll((charts) =>
    charts.map((chart) =>
      [...chart.querySelectorAll('*')].map((mark) => {
        const attributes = [...mark.attributes].map(({ name, value }) => `${name}=${value}`).sort();
        return `${mark.tagName} ${attributes.join(' ')} ${mark.childElementCount > 0 ? '' : mark.textContent}`;
      }),
    ),
  );
}

/** The page screen by screen, for whoever looks at it. */
async function shoot(page: Page, name: string, height: number): Promise<void> {
  for (let screen = 0; screen < 12; screen++) {
    await page.evaluate((y) => window.scrollTo(0, y), screen * (height - 120));
    await page.waitForTimeout(150);
    await page.screenshot({ path: `/tmp/patterns-${name}-${screen}.png` });
  }
}

const numberOf = (text: string | undefined) => Number((text ?? '').replaceAll(/[^\d.-]/g, ''));

describe('the page of patterns', () => {
  it('each figure says in its table view what the API counts', async () => {
    const { page, complaints } = await open();
    const ask = async (query: string): Promise<Patterns> =>
      (await world.fetchAs('analyst', `/api/patterns?${query}`)).json();
    for (const [id, dimension] of [
      ['states', 'state'],
      ['crime', 'crime'],
      ['perpetrator', 'perpetrator'],
      ['place', 'place'],
      ['known', 'known'],
      ['border', 'border'],
      ['rail', 'rail'],
      ['months', 'month'],
    ] as const) {
      const { rows } = await ask(`dimensions=${dimension}`);
      const expected = rows
        .flatMap(([word, n]) => (word === null ? [] : [n as number]))
        .sort((a, b) => a - b);
      const shown = (await table(page, id)).map((cells) => numberOf(cells[1])).filter((n) => n > 0);
      expect([id, shown.sort((a, b) => a - b)]).toEqual([id, expected]);
    }
    const pairs = (await ask('dimensions=perpetrator,crime')).rows.map(([, , n]) => n as number);
    const cells = (await table(page, 'crosstab')).map((row) => numberOf(row[2]));
    expect(cells.filter((n) => n > 0).sort()).toEqual(pairs.sort());
    const [first] = await table(page, 'high-impact');
    expect(first?.[0]).toBe('Tamaulipas');
    expect(await figure(page, 'earnings').locator('h4').textContent()).toContain('US$134.94 millones');
    expect((await table(page, 'earnings')).at(-1)).toEqual(['Total', '', '', '134.94', '134.7']);
    expect((await table(page, 'outcomes'))[0]?.slice(0, 6)).toEqual([
      'Oaxaca',
      'sin dato',
      '383',
      '96',
      'sin dato',
      '4',
    ]);
    expect(await table(page, 'printed')).toHaveLength(2);
    for (const id of [
      'rail-share',
      'multiples',
      'top-five-perpetrator',
      'top-five-place',
      'displacement',
      'compare',
      'sensitivity',
      'ways',
      'origins',
      'victims',
      'reporting',
    ]) {
      expect([id, (await table(page, id)).length > 0]).toEqual([id, true]);
    }
    // A key that has no text would be shown as itself.
    expect(await page.locator('main').textContent()).not.toMatch(/patterns:|taxonomy:|\{\{/);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('a choice filters all others, combines, is a chip, is undone and redone, and lives in the address', async () => {
    const { page, complaints } = await open();
    const before = await counted(page);
    await figure(page, 'states').locator('path[data-pick="28"]').click();
    const ofState = (await table(page, 'crime')).reduce((sum, row) => sum + numberOf(row[1]), 0);
    expect(await counted(page)).toContain(`${ofState} de`);
    // The map itself stays whole, so that another state can be chosen.
    expect((await table(page, 'states')).length).toBeGreaterThan(20);
    await figure(page, 'perpetrator').locator('g[data-pick="tco"]').click();
    const both = await counted(page);
    expect(numberOf(both.split(' de ')[0])).toBeLessThan(ofState);
    const chips = page
      .getByRole('list', { name: 'Lo elegido' })
      .getByRole('button', { name: /^Quitar (?!todos)/ });
    await expect.poll(() => chips.count()).toBe(2);
    await expect.poll(() => page.url()).toContain('#state=28&perpetrator=tco');
    await page.keyboard.press('Control+z');
    await expect.poll(() => chips.count()).toBe(1);
    await page.keyboard.press('Control+z');
    await expect.poll(() => counted(page)).toBe(before);
    await page.keyboard.press('Control+Shift+Z');
    await page.getByRole('button', { name: 'Rehacer' }).click();
    await expect.poll(() => counted(page)).toBe(both);
    // The address is written a moment after the figures.
    await expect.poll(() => page.url()).toContain('#state=28&perpetrator=tco');
    const link = page.url();
    // What steps back and forth have drawn, part by part, is what a page draws that opens there.
    const drawn = await marks(page);
    await chips.first().click();
    await expect.poll(() => chips.count()).toBe(1);

    const { page: other } = await open(link);
    expect(await counted(other)).toBe(both);
    expect(await marks(other)).toEqual(drawn);
    // By keyboard, in the table, where there is no chart to click.
    await table(other, 'place');
    const row = figure(other, 'place').getByRole('button', { name: 'tren', exact: true });
    await row.focus();
    await other.keyboard.press('Enter');
    await expect.poll(() => row.getAttribute('aria-pressed')).toBe('true');
    // A cell of the two-way table chooses both of its words; a drag over months chooses a period.
    // Told to the cell itself: the figure is worked out later than the others, and moves under a pointer then.
    const cell = figure(other, 'crosstab').locator('g[data-pick="tco|robbery"]');
    for (const event of ['pointerdown', 'pointerup']) await cell.dispatchEvent(event);
    await expect.poll(() => other.url()).toContain('crime=robbery&perpetrator=tco');
    await figure(other, 'months').locator('g[data-pick="2017-02"]').hover();
    await other.mouse.down();
    await figure(other, 'months').locator('g[data-pick="2017-09"]').hover();
    await other.mouse.up();
    await expect.poll(() => other.url()).toContain('from=2017-02-01&to=2017-09-30');
    expect(complaints).toEqual([]);
    await page.context().close();
    await other.context().close();
  });

  it('measures of enforcement lie over the map, follow the period, are put away and in the address', async () => {
    const [plan] = await readMeasures(world.database.pool);
    const post = { ...plan!, id: 'caseta', kind: 'checkpoint' as const, nameEs: 'Caseta', nameEn: 'Post' };
    const place = { lon: -92.46, lat: 15.14, radiusKm: 20 };
    const measures = [{ ...post, day: '2015-03-01', endDay: '2016-12-31', place }];
    await putEnforcementMeasures(world.database.pool, measures, 'user');
    const { page, complaints } = await open('/patrones#from=2016-01-01&to=2018-03-31');
    const states = figure(page, 'states');
    const toggle = states.getByRole('checkbox', {
      name: /^Medidas de control vigentes en el periodo: 5, .* 1 con/,
    });
    expect(await states.locator('svg title', { hasText: '1. Caseta' }).count()).toBe(1);
    expect(await states.locator('.figure-layer li').count()).toBe(5);
    await table(page, 'states');
    const rows = states.locator('table[data-layer] tbody tr');
    expect(await rows.first().textContent()).toContain('15.14, -92.46 (± 20 km)');
    if (SHOTS) await states.screenshot({ path: '/tmp/patterns-measures.png' });
    await toggle.uncheck();
    await expect.poll(() => page.url()).toContain('&l=none');
    expect([await rows.count(), await states.locator('svg title', { hasText: 'Caseta' }).count()]).toEqual([
      0, 0,
    ]);
    await page.getByRole('button', { name: 'Deshacer' }).click();
    await expect.poll(() => rows.count()).toBe(5);
    // By 2018 the post is closed.
    await page.getByLabel('Desde').first().fill('2018-01-01');
    await expect.poll(() => rows.count()).toBe(4);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('facts are tried, shown and loaded from a file; a wrong one says where it is wrong', async () => {
    const { page, complaints } = await open();
    await page.getByText('Cargar hechos junto a los que se leen los patrones').click();
    const choose = page.getByLabel('Elegir CSV');
    const header = 'measure_id,day,end_day,kind,name_es,name_en,states,source,url';
    const file = (text: string) => ({ name: 'medidas.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
    await choose.setInputFiles(file(`${header}\nreten,2015-02-30,,checkpoint,Retén,Post,77,prueba,\n`));
    const faults = page.locator('.fact-faults');
    await faults.waitFor();
    expect(await faults.locator('p').first().textContent()).toContain('medidas.csv');
    expect(await faults.locator('li').allTextContents()).toEqual([
      expect.stringContaining('Fila 1, day: «2015-02-30» no es un día'),
      expect.stringContaining('Fila 1, states: «77»'),
    ]);
    if (SHOTS) await page.screenshot({ path: '/tmp/patterns-faults.png' });
    const right = `${header}\nreten,2015-02-28,,checkpoint,Retén de prueba,Post,07,prueba,\n`;
    await choose.setInputFiles(file(right));
    await page.locator('.fact-preview').waitFor();
    expect(await faults.count()).toBe(0);
    if (SHOTS) await page.screenshot({ path: '/tmp/patterns-preview.png' });
    await page.setViewportSize(PHONE);
    if (SHOTS) await page.screenshot({ path: '/tmp/patterns-preview-phone.png' });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(PHONE.width);
    await page.getByRole('button', { name: 'Cargar 1 fila' }).click();
    await page.locator('.fact-done').waitFor();
    // The page learns of it by itself.
    const listed = figure(page, 'states').locator('.figure-layer li', { hasText: 'Retén de prueba' });
    await listed.waitFor({ timeout: 30_000 });
    await page.getByRole('button', { name: 'Quitar lo cargado' }).click();
    await page.getByText('Se quitaría 1 fila cargada').waitFor();
    await page.getByRole('button', { name: 'Quitar ahora' }).click();
    await listed.waitFor({ state: 'detached', timeout: 30_000 });
    // The browser itself tells of the refusal.
    expect(complaints.filter((text) => !text.includes('400'))).toEqual([]);
    await page.context().close();
  });

  it('an empty view says why, and offers to clear the filter that emptied it', async () => {
    // Nothing in the sample happened by train in Baja California Sur, and nothing at all in 2009.
    const { page } = await open('/patrones#state=28&from=2009-01-01&to=2009-12-31');
    const empty = page.locator('.pattern-empty');
    expect(await empty.textContent()).toContain('Sin «Periodo» habría');
    if (SHOTS) await page.screenshot({ path: '/tmp/patterns-empty.png' });
    await empty.getByRole('button', { name: 'Quitar Periodo' }).click();
    await empty.waitFor({ state: 'detached' });
    await expect.poll(() => page.url()).toContain('#state=28');

    await page.goto(`${world.url}/patrones#from=2030-01-01&to=2030-12-31&crime=robery`);
    await page.reload();
    await empty.filter({ hasText: 'Los datos van del' }).waitFor();
    expect(await page.locator('main').textContent()).toContain('crime = robery. Sería correcto:');
    await page.getByRole('button', { name: 'Entendido' }).click();
    await empty.getByRole('button', { name: 'Quitar Periodo' }).click();
    await empty.waitFor({ state: 'detached' });

    // Chiapas lies at no northern border: each word is right alone, and each is told what would go with the other.
    await page.goto(`${world.url}/patrones#state=07&border=north25`);
    await empty.waitFor();
    expect(await empty.textContent()).toMatch(/Sin «Estado» habría .* Con lo demás elegido hay: Tamaulipas/);
    await page.context().close();
  });

  it('predatory, consented and hazards stand apart; the model and the comparison answer to their fields', async () => {
    const { page, complaints } = await open();
    const predatory = numberOf((await counted(page)).split(' de ')[1]);
    await page.getByRole('radio', { name: 'Consentidos' }).check();
    await expect
      .poll(async () => (await table(page, 'crime')).map(([word]) => word).sort())
      .toEqual(['transporte de droga', 'tráfico de personas migrantes']);
    expect(numberOf((await counted(page)).split(' de ')[1])).toBeLessThan(predatory / 5);
    await page.getByRole('radio', { name: 'Peligros' }).check();
    await expect.poll(() => page.locator('.pattern-empty').textContent()).toContain('no hay peligros');
    await page.getByRole('radio', { name: 'Predatorios' }).check();
    await page.getByRole('spinbutton', { name: 'personas migrantes al año', exact: true }).fill('200000');
    await expect
      .poll(() => figure(page, 'earnings').locator('h4').textContent())
      .toContain('US$67.47 millones');
    await page.getByRole('button', { name: 'Volver a los del informe' }).click();
    await expect.poll(() => figure(page, 'earnings').locator('h4').textContent()).toContain('US$134.94');
    await page.getByRole('radio', { name: 'dos periodos' }).check();
    await expect.poll(() => figure(page, 'compare').locator('h4').textContent()).toMatch(/2016|2017/);
    const measure = page.getByLabel('Medida de control');
    await measure.selectOption('programa-frontera-sur');
    await expect
      .poll(() => figure(page, 'displacement').locator('h4').textContent())
      .toContain('No hay incidentes de antes y después');
    await measure.selectOption('');
    await figure(page, 'displacement').getByLabel('Fecha', { exact: true }).fill('2017-03-01');
    await expect.poll(() => figure(page, 'displacement').locator('svg').count()).toBe(1);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('a figure is saved as SVG, PNG and CSV, with what it is and that it is synthetic', async () => {
    const { page } = await open();
    const saved = async (format: string) => {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        figure(page, 'perpetrator')
          .getByRole('button', { name: new RegExp(`^Guardar ${format}`) })
          .click(),
      ]);
      const chunks: Buffer[] = [];
      for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
      return { name: download.suggestedFilename(), bytes: Buffer.concat(chunks) };
    };
    const svg = await saved('SVG');
    expect([svg.name, svg.bytes.toString().startsWith('<svg')]).toEqual(['vigia-perpetrator.svg', true]);
    expect(svg.bytes.toString()).toContain('Datos sintéticos');
    expect(svg.bytes.toString()).not.toContain('var(');
    expect((await saved('PNG')).bytes.subarray(1, 4).toString()).toBe('PNG');
    const lines = (await saved('CSV')).bytes.toString().split('\n');
    expect(lines[2]).toContain('Son presunciones de las fuentes');
    expect(lines[3]).toContain('Datos sintéticos');
    expect(lines[4]).toBe('Presunto responsable,Incidentes,Parte');
    await page.context().close();
  });

  it.each([
    ['wide', WIDE, 'light'],
    ['phone', PHONE, 'dark'],
  ] as const)(
    'axe-core finds nothing, and nothing scrolls sideways: %s',
    async (name, viewport, colorScheme) => {
      const { page } = await open('/patrones#state=28&crime=robbery,kidnapping', { viewport, colorScheme });
      await table(page, 'states');
      if (SHOTS) await shoot(page, name, viewport.height);
      expect(await violations(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
        viewport.width,
      );
      await page.context().close();
    },
  );

  it.each(['es', 'en'] as const)(
    'the briefing has the same figures in one file that asks for nothing: %s',
    async (language) => {
      const t = wordsOf(language);
      const words = figureWords((key, values) => t(key, { ...values }), language);
      const made = await makeBrief(
        world.database.pool,
        { from: '2018-01-01', to: '2018-12-31' },
        words,
        new Date('2026-11-23T12:00:00Z'),
        24,
      );
      if (!made.ok) throw new Error('no brief');
      const html = briefHtml(made.brief, words);
      expect(html).not.toMatch(/patterns:|taxonomy:|intake:|\{\{|var\(/);
      // Sources are cited by address; nothing is fetched from one.
      expect(html).not.toMatch(/(?:src|href)="https?:|url\(["']?https?:|@import/);
      const page = await (await browser.newContext()).newPage();
      await page.setContent(html);
      const ids = await page.locator('figure').evaluateAll((figures) => figures.map(({ id }) => id));
      expect(ids).toHaveLength(25);
      // Of persons only a whole year that is closed tells: 2018 is not over on the sample's last day.
      expect(ids).not.toContain('origins');
      expect(await page.locator('#states svg path').count()).toBe(32);
      expect(await page.locator('#border-north svg g path[stroke-linecap]').count()).toBeGreaterThan(30);
      expect(await page.locator('#earnings').textContent()).toContain('134.94');
      expect(await page.locator('.warning').first().textContent()).toMatch(/SINT|SYNT/);
      // It counts what everybody is told of: an incident of smuggling and abandonment is one of abandonment there.
      const told = await world.fetchAs('planner', '/api/states?kind=crime&from=2018-01-01');
      expect(made.incidents).toBe(((await told.json()) as StateCounts).crimes);
      const pdf = await page.pdf({ format: 'A4', printBackground: true });
      expect(pdf.subarray(0, 4).toString()).toBe('%PDF');
      if (SHOTS) {
        writeFileSync(`/tmp/brief-${language}.pdf`, pdf);
        await page.setViewportSize({ width: 760, height: 1080 });
        for (let screen = 0; screen < 6; screen++) {
          await page.evaluate((y) => window.scrollTo(0, y), screen * 1060);
          await page.screenshot({ path: `/tmp/brief-${language}-${screen}.png` });
        }
      }
      await page.context().close();
      expect(
        await makeBrief(
          world.database.pool,
          { from: '2009-01-01', to: '2009-12-31' },
          words,
          new Date('2026-11-23T12:00:00Z'),
          24,
        ),
      ).toMatchObject({ ok: false, first: '2016-01-01', last: '2018-04-30' });
    },
  );

  it('is for analysts only', async () => {
    const { page } = await openPage(browser, world.url, '/patrones', { role: 'planner' });
    await page.getByText('Esta página no se abre con sus funciones').waitFor();
    await page.context().close();
  });
});
