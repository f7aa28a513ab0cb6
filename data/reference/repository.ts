import { resolve } from 'node:path';

/** Where the checkout is, and beside it the folder of development data that we do not copy (its README: licences). */
export const REPOSITORY = resolve(import.meta.dirname, '../..');
export const SHARED_DATA = resolve(REPOSITORY, '../shared/data');
