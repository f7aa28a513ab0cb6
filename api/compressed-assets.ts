import { existsSync } from 'node:fs';
import path from 'node:path';
import type { RequestHandler } from 'express';

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};

/** Answers with the Brotli copy that the build put beside a script or sheet, where the browser takes it. */
export function compressedAssets(folder: string): RequestHandler {
  return (request, response, next) => {
    const name = path.basename(request.path);
    const type = TYPES[path.extname(name)];
    const isTaken = request.acceptsEncodings('br') === 'br';
    if (!type || !isTaken || request.path !== `/${name}` || !existsSync(path.join(folder, `${name}.br`)))
      return next();
    response.set({ 'content-encoding': 'br', vary: 'Accept-Encoding' }).type(type);
    response.sendFile(`${name}.br`, { root: folder, immutable: true, maxAge: '1y' });
  };
}
