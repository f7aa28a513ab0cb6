import yauzl from 'yauzl';

/** Why a ZIP is not opened as a workbook. */
export type ZipProblem = 'workbook-unreadable' | 'workbook-too-large';

/** The parts of a workbook; every limit is checked before a byte is inflated. */
export interface WorkbookZip {
  /** Bytes of a part once inflated, or null when the workbook lacks it. */
  sizeOf(name: string): number | null;
  /** The part's bytes while they are inflated. Throws ZipError where they are not what was declared. */
  open(name: string): AsyncGenerator<Buffer>;
  close(): void;
}

/** A ZIP that does not inflate to what its directory says. */
export class ZipError extends Error {}

const ENTRY_LIMIT = 2000;
/** A full sheet of a million rows and our columns; a bomb declares more, or lies and is broken off. */
const PART_LIMIT_BYTES = 1024 * 1024 * 1024;
/** Deflate makes 1 of 1,032 bytes of nothing; tables of words stay far below. */
const RATIO_LIMIT = 200;
const RATIO_MATTERS_BYTES = 10 * 1024 * 1024;

/** Opens a ZIP by its directory; nothing is inflated. */
export async function openWorkbookZip(filePath: string): Promise<WorkbookZip | ZipProblem> {
  let zip: yauzl.ZipFile;
  try {
    zip = await yauzl.openPromise(filePath, { lazyEntries: true, autoClose: false, strictFileNames: true });
  } catch {
    return 'workbook-unreadable';
  }
  const entries = new Map<string, yauzl.Entry>();
  const problem = await readDirectory(zip, entries);
  if (problem) {
    zip.close();
    return problem;
  }
  return {
    sizeOf: (name) => entries.get(name)?.uncompressedSize ?? null,
    open: (name) => inflated(zip, entries.get(name)),
    close: () => zip.close(),
  };
}

async function* inflated(zip: yauzl.ZipFile, entry: yauzl.Entry | undefined): AsyncGenerator<Buffer> {
  if (!entry) return;
  try {
    yield* (await zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>;
  } catch (error) {
    // The disk's own errors name the call that failed.
    if (error instanceof Error && 'syscall' in error) throw error;
    throw new ZipError((error as Error).message);
  }
}

function readDirectory(zip: yauzl.ZipFile, entries: Map<string, yauzl.Entry>): Promise<ZipProblem | null> {
  if (zip.entryCount > ENTRY_LIMIT) return Promise.resolve('workbook-too-large');
  return new Promise((resolve) => {
    zip.on('error', () => resolve('workbook-unreadable'));
    zip.on('end', () => resolve(null));
    zip.on('entry', (entry: yauzl.Entry) => {
      const { uncompressedSize: size, compressedSize } = entry;
      const swells = size > RATIO_MATTERS_BYTES && size > RATIO_LIMIT * compressedSize;
      if (size > PART_LIMIT_BYTES || swells) resolve('workbook-too-large');
      else if (entry.isEncrypted()) resolve('workbook-unreadable');
      else {
        entries.set(entry.fileName, entry);
        zip.readEntry();
      }
    });
    zip.readEntry();
  });
}
