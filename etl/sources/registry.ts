import { camrd } from './camrd.ts';
import { iomMmp } from './iom-mmp.ts';
import type { Source } from './source.ts';

/** Every format Vigía reads; the first that recognises a header reads the file. */
export const SOURCES: readonly Source[] = [camrd, iomMmp];
