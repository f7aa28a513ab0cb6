import { z } from 'zod';
import { TEMPLATE_LANGUAGES } from '../etl/template/template.ts';
import { TEMPLATE_FORMATS } from '../etl/template/write-template.ts';

export const templateQuerySchema = z.strictObject({
  lang: z.enum(TEMPLATE_LANGUAGES).default('es'),
  format: z.enum(TEMPLATE_FORMATS).default('xlsx'),
});
