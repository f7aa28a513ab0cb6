/** What a user can mend: said in one line that names file or option; exit code USAGE_ERROR. */
export class UsageError extends Error {}

export const USAGE_ERROR = 2;

/** The system's or library's code of an error ("ENOENT"), or ''. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
