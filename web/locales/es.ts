import type { Catalogue } from '../../domain/plurals.ts';

/** The catalogues of this language that the page speaks from, by file. */
export default import.meta.glob<Catalogue>(
  ['../../domain/locales/es/*.json', '!../../domain/locales/es/{cli,stats}.json'],
  { eager: true, import: 'default' },
);
