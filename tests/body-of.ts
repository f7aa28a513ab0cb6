/** The text of an answer; of a stream of events, which has no end to wait for, nothing. */
export async function bodyOf(response: Response): Promise<string> {
  if (!response.headers.get('content-type')?.startsWith('text/event-stream')) return response.text();
  await response.body?.cancel();
  return '';
}
