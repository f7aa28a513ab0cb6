import { describe, expect, it } from 'vitest';
import type { Words } from '../../web/format.ts';
import { startTranslator } from '../../web/i18n.ts';
import { sharedLink } from '../../web/view/sharedLink.ts';
import { viewWords } from '../../web/views/viewWords.ts';

const translator = await startTranslator('es');
const words: Words = {
  t: translator.t as Words['t'],
  language: 'es',
  number: String,
  percent: String,
  date: (day) => day,
  time: String,
  moment: (ms) => new Date(ms).toISOString(),
  counted: (value) => ({ count: value === 1 ? 1 : 2, n: String(value) }),
  distance: String,
};

describe('a view in words', () => {
  it.each([
    ['/', '', []],
    ['/', '?asOf=2018-04-30&map=5.00/20.0000/-100.0000&lang=en', []],
    ['/', '?crime=kidnapping&from=2017-01-01&at=state:07', ['Chiapas', 'secuestro', 'Desde el 2017-01-01']],
    ['/rutas', '?start=Arriaga&end=Ixtepec', ['Arriaga – Ixtepec']],
    ['/focos', '?at=cell:8448000ffffffff&perpetrator=gang', ['Hexágono', 'Presunto: pandilla']],
    [
      '/patrones',
      '#state=28,07&crime=robbery&to=2018-01-31',
      ['Chiapas', 'Tamaulipas', 'robo', 'Hasta el 2018-01-31'],
    ],
    ['/alertas', '?estado=all&gravedad=critical&entidad=07', ['Todas', 'Alerta crítica', 'Chiapas']],
    ['/alertas', '?alerta=12', ['Alerta 12']],
    ['/patrullas', '?unidades=10&turno=6', ['10 unidades']],
    [
      '/patrullas',
      '?seccion=guardados&plan=f0e1d2c3-0000-4000-8000-0123456789ab',
      ['Guardados', 'un plan guardado'],
    ],
    ['/senales', '?shape=track&day=2018-04-03', ['A lo largo de la vía', 'Hasta el 2018-04-03']],
    ['/revision', '#tab=places&filter=Arriaga', ['Lugares', '«Arriaga»']],
    ['/hoy', '?x=1', []],
  ])('%s%s', (path, address, told) => {
    expect(viewWords(words, path, address)).toEqual(told);
  });
});

describe('the link that is copied', () => {
  it('is the view with the language in which it is sent, readable, with what stands after #', () => {
    const link = (href: string) => sharedLink(new URL(href), 'es');
    expect(link('https://v.example/?crime=robbery,assault&at=state:07')).toBe(
      'https://v.example/?crime=robbery,assault&at=state:07&lang=es',
    );
    expect(link('https://v.example/patrones?lang=en#state=28')).toBe(
      'https://v.example/patrones?lang=es#state=28',
    );
  });
});
