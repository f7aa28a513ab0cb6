/** PostgreSQL's word for a full disk, and the system's. */
const CODES: ReadonlySet<string> = new Set(['53100', 'ENOSPC', 'EDQUOT']);

/** Whether something failed because there is no room to keep anything new. */
export function isDiskFull(error: unknown): boolean {
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === 'string' && CODES.has(code);
}

/**
 * Writes down what is only noted beside a reading, such as when somebody was last seen: where the disk is full the
 * reading goes on without it. Not for the audit, without which nothing that needs it is read; not in a transaction.
 */
export async function noteIfRoom(note: () => Promise<unknown>): Promise<void> {
  try {
    await note();
  } catch (error) {
    if (!isDiskFull(error)) throw error;
  }
}
