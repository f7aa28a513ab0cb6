import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, describe, expect, it } from 'vitest';
import { INPUT_REASONS } from '../../cli/stats/outcome.ts';
import { textsOf } from '../../cli/stats/text.ts';
import { statsCommand } from '../../cli/stats.ts';
import { REFUSAL_REASONS } from '../../domain/statistics/answer.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(path.join(tmpdir(), 'vigia-stats-'));
afterAll(() => rmSync(folder, { recursive: true }));

type Row = Record<string, string>;

/** Runs `vigia stats` in a process of its own, in the root of the checkout. */
function vigia(args: readonly string[], language = 'es') {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['cli/start.mjs', 'stats', ...args], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, VIGIA_LANG: language },
  });
  return { status, stdout, stderr };
}

/** Runs a verb in this process and reads what it wrote to --out. */
function answer(...args: string[]): Row[] {
  const out = path.join(folder, 'answer.csv');
  statsCommand().parse([...args, '--out', out], { from: 'user' });
  return parse(readFileSync(out, 'utf8'), { columns: true });
}

function inFile(name: string, text: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return file;
}

const reference = (file: string) => path.join(ROOT, 'tests/reference', file);
const referenceRows = (file: string): Row[] =>
  parse(readFileSync(reference(file), 'utf8'), { columns: true });

/** Every column of the reference is in the answer, with the same texts or numbers. */
function expectAgreement(
  ours: readonly Row[],
  theirs: readonly Row[],
  tolerance: number,
  except: string[] = [],
) {
  expect(ours.length).toBe(theirs.length);
  for (const [k, row] of theirs.entries()) {
    for (const [name, text] of Object.entries(row)) {
      if (except.includes(name)) continue;
      const where = `${name} of row ${k + 1}`;
      const expected = Number(text);
      if (text === '' || Number.isNaN(expected)) expect(ours[k]![name], where).toBe(text);
      else {
        const difference = Math.abs(Number(ours[k]![name]) - expected);
        expect(difference, where).toBeLessThanOrEqual(tolerance * Math.max(1, Math.abs(expected)));
      }
    }
  }
}

describe('vigia stats answers with the numbers and the columns of the reference', () => {
  it('gi-star, with the neighbours given', () => {
    const files = ['--cells', reference('gi-star/getisord_input.csv')];
    const pairs = ['--neighbours', reference('gi-star/getisord_nb30.csv')];
    expectAgreement(
      answer('gi-star', ...files, ...pairs),
      referenceRows('gi-star/getisord_gistar_d30.csv'),
      1e-9,
    );
    const withoutSelf = answer('gi-star', ...files, ...pairs, '--without-self');
    expectAgreement(withoutSelf, referenceRows('gi-star/getisord_gi_noself_d30.csv'), 1e-9);
  });

  it('gi-star, with the ring of H3 cells, whatever the order of the columns', () => {
    const rows = referenceRows('gi-star/h3_cells.csv');
    const turned = inFile(
      'cells.csv',
      `count;x;cell\n${rows.map((row) => `${row.count};9;${row.cell}`).join('\n')}\n`,
    );
    expectAgreement(answer('gi-star', '--cells', turned), referenceRows('gi-star/h3_gistar.csv'), 1e-9);
  });

  it('network-kde, at lixels of its own and at places given', () => {
    const network = ['--segments', reference('network-kde/chicago_segments.csv')];
    const crimes = ['--incidents', reference('network-kde/chicago_points.csv')];
    const kernel = ['--kernel', 'epanechnikov', '--bandwidth', String(50 * Math.sqrt(5))];
    const theirs = referenceRows('network-kde/chicago_density_at_lixels.csv');
    const named = (column: string) =>
      theirs.map((row) => ({ id: row.id!, seg: row.seg!, tp: row.tp!, density: row[column]! }));
    const live = answer('network-kde', ...network, ...crimes, ...kernel, '--lixel', '50');
    expectAgreement(live, named('esplit_disc_sd50'), 1e-9);
    const places = [
      '--places',
      reference('network-kde/chicago_density_at_lixels.csv'),
      '--rule',
      'continuous',
    ];
    const published = answer('network-kde', ...network, ...crimes, ...kernel, ...places);
    expectAgreement(published, named('esplit_cont_sd50'), 1e-6);
    const stray = inFile('stray.csv', 'seg,tp\n1,0.5\n900,0.5\n');
    const { stderr } = vigia(['network-kde', ...network, '--incidents', stray]);
    expect(stderr).toMatch(/fila 3, columna seg, valor «900».*\[not-on-network\]/);
  });

  it('gi-star, with neighbours by id and weights', () => {
    const cells = inFile('weighted.csv', 'id,count\nb,9\na,4\nc,0\nd,2\n');
    const pairs = inFile('pairs.csv', 'w,j,i\n2,b,a\n0.5,c,b\n1,d,c\n');
    const [b] = answer('gi-star', '--cells', cells, '--neighbours', pairs);
    // By hand: sum w x = 9 + 0, W = 1.5, S1 = 1.25, mean 3.75, s^2 = 11.1875.
    const z = (9 - 3.75 * 1.5) / Math.sqrt((11.1875 * (4 * 1.25 - 2.25)) / 3);
    expect(Number(b!.z)).toBeCloseTo(z, 12);
  });

  it('mann-kendall', () => {
    const ours = answer('mann-kendall', '--series', reference('mann-kendall/series_input.csv'));
    expectAgreement(ours, referenceRows('mann-kendall/series_mk.csv'), 1e-9);
  });

  it('emerging', () => {
    const ours = answer('emerging', '--cube', reference('mann-kendall/h3_cube.csv'));
    expectAgreement(ours, referenceRows('mann-kendall/h3_emerging_hotspot.csv'), 1e-9);
  });

  it('knox', () => {
    const files = ['--points', reference('knox/burkitt_input.csv')];
    const ours = answer('knox', ...files, '--eps-s', '2.5,5,10', '--eps-t', '30,60,90,120,180');
    const theirs = referenceRows('knox/knox_tests.csv').filter((row) => row.data === 'burkitt');
    expectAgreement(ours, theirs, 1e-9, ['p_MC']);
  });

  it('near-repeat, from longitude, latitude and days', () => {
    const files = ['--points', reference('inputs_synth_1000.csv')];
    const bands = ['--s-bands', '0,0.1,2,5,10,20,50', '--t-bands', '0,7,14,21,28,60'];
    const ours = answer('near-repeat', ...files, ...bands, '--permutations', '99');
    const simulated = ['mean_sim', 'sd_sim', 'median_sim', 'knox_ratio', 'knox_ratio_median', 'p'];
    expectAgreement(ours, referenceRows('knox/nearrepeat_synth1000.csv'), 1e-9, simulated);
  });

  it.each(['lowcount_weekly', 'campyDE', 'salmonella_agona'])('ears of %s', (name) => {
    const ours = answer('ears', '--series', reference(`temporal/${name}_input.csv`));
    expectAgreement(ours, referenceRows(`temporal/ears_${name}.csv`), 1e-10);
  });

  it.each(['standard', 'rossi'])('cusum, %s', (transform) => {
    const files = ['--series', reference('temporal/salmonella_agona_input.csv')];
    const ours = answer('cusum', ...files, '--from', '100', '--transform', transform);
    expectAgreement(ours, referenceRows(`temporal/cusum_${transform}_agona.csv`), 1e-10);
  });

  it('ewma, farrington and exceedance', () => {
    const low = ['--series', reference('temporal/lowcount_weekly_input.csv')];
    const agona = ['--series', reference('temporal/salmonella_agona_input.csv')];
    expectAgreement(answer('ewma', ...low), referenceRows('temporal/ewma_lowcount.csv'), 1e-10);
    const bounds = answer('farrington', ...agona, '--from', '200');
    expectAgreement(bounds, referenceRows('temporal/farrington1996_agona.csv'), 1e-6);
    const tails = answer('exceedance', ...low, '--baseline', '26');
    expectAgreement(tails, referenceRows('temporal/exceedance_lowcount.csv'), 1e-10);
    const fromTotals = answer('exceedance', '--series', reference('temporal/exceedance_lowcount.csv'));
    expectAgreement(fromTotals, referenceRows('temporal/exceedance_lowcount.csv'), 1e-10);
  });

  it.each(['caith', 'synth_zone_type', 'synth_small60'])('crosstab of %s', (name) => {
    const ours = answer('crosstab', '--table', reference(`crosstabs/${name}_input.csv`));
    expectAgreement(ours, referenceRows(`crosstabs/${name}_cells.csv`), 1e-10);
  });

  it('dbscan, from longitude and latitude', () => {
    const files = ['--points', reference('inputs_synth_3000.csv')];
    const ours = answer('dbscan', ...files, '--eps', '15', '--min-pts', '8');
    expectAgreement(ours, referenceRows('dbscan/synth3000_km_eps15_min8.csv'), 1e-10);
    const distances = answer('dbscan', ...files, '--knn', '7');
    expectAgreement(distances, referenceRows('dbscan/synth3000_kNNdist7.csv'), 1e-9);
  });

  it('eb-rates, with the prior of the reference', () => {
    const files = ['--rates', reference('eb-rates/nc_eb.csv')];
    const pairs = ['--neighbours', reference('eb-rates/nc_queen_nb.csv')];
    const prior = ['--shape', '6.37193677367765', '--rate', '6.06523659479562'];
    expectAgreement(
      answer('eb-rates', ...files, ...pairs, ...prior),
      referenceRows('eb-rates/nc_eb.csv'),
      1e-9,
    );
  });

  it('numbers bring the same double back', () => {
    const [row] = answer('mann-kendall', '--series', reference('mann-kendall/series_input.csv'));
    for (const text of Object.values(row!).slice(1)) expect(String(Number(text))).toBe(text);
  });
});

describe('vigia stats says why there is no answer', () => {
  const points = (rows: string[]) => `x,y,t\n${rows.join('\n')}\n`;
  const spread = Array.from({ length: 12 }, (_, i) => `${i},${(i * 7) % 5},${(i * 5) % 11}`);
  const knox = ['--eps-s', '2', '--eps-t', '3'];
  const cases: [string, string, string, string[]][] = [
    ['not-a-number', 'gi-star', 'id,count\na,5\nb,NaN\n', ['fila 3', 'columna count', '«NaN»']],
    ['negative-count', 'gi-star', 'cell,count\na,5\nb,9\nc,-2\n', ['fila 4', 'columna count', '«-2»']],
    ['too-few-incidents', 'gi-star', 'cell,count\na,5\nb,0\nc,4\n', ['columna count', '10']],
    ['one-cell', 'gi-star', 'cell,count\na,50\n', []],
    ['one-place', 'gi-star', 'cell,count\na,50\nb,0\nc,0\n', []],
    ['missing-column', 'gi-star', 'cell,total\na,50\n', ['count', 'cell, total']],
    ['duplicate-id', 'gi-star', 'cell,count\na,50\na,2\n', ['fila 3', 'columna cell', '«a»']],
    ['too-few-incidents', 'knox', points(spread.slice(0, 9)), ['«9»']],
    ['one-day', 'knox', points(spread.map((row) => row.replace(/\d+$/, '4'))), []],
    ['one-place', 'knox', points(spread.map((_, i) => `1,1,${i}`)), []],
    ['bad-date', 'knox', points([...spread, '1,2,mayo']), ['fila 14', 'columna t', '«mayo»']],
    ['too-few-slices', 'emerging', `cell,t,count\n${cube(9)}`, ['9']],
    ['incomplete-cube', 'emerging', `cell,t,count\n${cube(12).replace(/^b,7.*\n/m, '')}`, ['b / 7']],
    ['empty-margin', 'crosstab', 'row,col,n\na,x,9\na,y,9\nb,x,0\nb,y,0\n', ['«b»']],
    ['empty-file', 'ears', 't,y\n', []],
    ['bad-csv', 'ears', 't,y\n1,2,3\n', []],
  ];

  function cube(slices: number): string {
    const rows: string[] = [];
    for (let t = 1; t <= slices; t++) for (const cell of ['a', 'b']) rows.push(`${cell},${t},${t % 3}\n`);
    return rows.join('');
  }

  const optionOf: Record<string, string> = {
    'gi-star': '--cells',
    knox: '--points',
    emerging: '--cube',
    crosstab: '--table',
    ears: '--series',
  };
  const pairs = inFile('pairs-of-three.csv', 'i,j\n1,2\n2,1\n');

  it.each(cases)('%s from %s', (reason, verb, content, words) => {
    const file = inFile('input.csv', content);
    const more =
      verb === 'knox' ? knox : ['gi-star', 'emerging'].includes(verb) ? ['--neighbours', pairs] : [];
    const { status, stdout, stderr } = vigia([verb, optionOf[verb]!, file, ...more]);
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(`[${reason}]`);
    for (const word of [file, ...words]) expect(stderr).toContain(word);
  });

  it('a missing file, a missing option, a radius of 0 and an unknown neighbour', () => {
    expect(vigia(['ears', '--series', 'nowhere.csv'])).toMatchObject({ status: 2, stdout: '' });
    expect(vigia(['gi-star']).stderr).toContain('opción --cells');
    const radius = vigia([
      'dbscan',
      '--points',
      reference('inputs_synth_1000.csv'),
      '--eps',
      '0',
      '--min-pts',
      '3',
    ]);
    expect(radius).toMatchObject({ status: 2, stdout: '' });
    expect(radius.stderr).toContain('[radius-zero]');
    const stranger = inFile('stranger.csv', 'i,j\n1,9\n');
    const cells = inFile('two.csv', 'id,count\na,5\nb,9\n');
    const unknown = vigia(['gi-star', '--cells', cells, '--neighbours', stranger]);
    expect(unknown.stderr).toMatch(/fila 2, columna j, valor «9».*\[unknown-neighbour\]/);
  });

  it('in JSON too, and in English', () => {
    const file = inFile('few.csv', 'cell,count\na,5\nb,0\nc,4\n');
    const { status, stdout, stderr } = vigia(
      ['gi-star', '--cells', file, '--neighbours', pairs, '--json'],
      'en',
    );
    expect(status).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({
      status: 'refused',
      reason: 'too-few-incidents',
      value: 9,
      needed: 10,
    });
    expect(stderr).toContain('there are too few incidents (9)');
  });

  it('an option that does not exist, with the same exit code', () => {
    const { status, stderr } = vigia(['knox', '--bogus']);
    expect(status).toBe(2);
    expect(stderr).toBe('vigia stats: no se entiende «--bogus»; vea --help\n');
  });
});

describe('vigia stats', () => {
  const verbs = statsCommand().commands.map((command) => command.name());

  it('answers in JSON with the parameters, NA as null', () => {
    const points = ['--points', 'tests/reference/knox/burkitt_input.csv'];
    const bands = ['--s-bands', '0,1e-9,2', '--t-bands', '0,30', '--permutations', '99', '--seed', '3'];
    const { status, stdout } = vigia(['near-repeat', ...points, ...bands, '--json']);
    expect(status).toBe(0);
    const { summary, rows } = JSON.parse(stdout);
    expect(summary).toEqual({ n: 188, permutations: 99, seed: 3 });
    expect(rows[0]).toMatchObject({
      s_band: '[0;1e-09)',
      t_band: '[0;30)',
      observed: 2,
      knox_ratio_median: null,
    });
  });

  it.each(['es', 'en'] as const)(
    'has an example in the help of every verb that works as printed, in %s',
    async (language) => {
      for (const command of statsCommand(language).commands) {
        let help = '';
        command.configureOutput({ writeOut: (text) => (help += text) });
        command.outputHelp();
        const example = /vigia stats (.+)\n/.exec(help)?.[1];
        expect(example, command.name()).toBeDefined();
        if (language === 'en') continue;
        const out = path.join(folder, 'example.csv');
        const args = example!
          .split(' ')
          .map((word) => (word.startsWith('tests/') ? path.join(ROOT, word) : word));
        await statsCommand().parseAsync([...args, '--csv', '--out', out], { from: 'user' });
        expect(parse(readFileSync(out, 'utf8'), { columns: true }).length, example).toBeGreaterThan(0);
        rmSync(out);
      }
    },
  );

  it('has every verb that the issue asks for', () => {
    const asked = 'gi-star mann-kendall emerging knox near-repeat ears farrington exceedance crosstab dbscan';
    expect(verbs).toEqual(expect.arrayContaining(asked.split(' ')));
  });

  it('has a sentence for every reason, in both languages', () => {
    for (const language of ['es', 'en'] as const) {
      const sentences = Object.keys(textsOf(language).reasons);
      expect(sentences.sort()).toEqual([...REFUSAL_REASONS, ...INPUT_REASONS].sort());
    }
    const keys = (value: unknown): unknown =>
      typeof value === 'object' && value !== null
        ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, keys(inner)]))
        : '';
    expect(keys(textsOf('en'))).toEqual(keys(textsOf('es')));
  });
});
