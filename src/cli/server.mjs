// @ts-check
import { readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { networkInterfaces } from 'node:os';
import { extname, join, normalize, sep } from 'node:path';
import { gzipSync } from 'node:zlib';
import { CONTENT_POLICY } from './content-policy.mjs';

/** Serves a folder of static files to a cross-origin isolated page. */

/** @type {Record<string, string>} */
const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.evo': 'application/octet-stream',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.jsonl': 'application/jsonl; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.woff2': 'font/woff2',
};
const ALREADY_SMALL = new Set(['.png', '.ico', '.woff2', '.evo']);

/** The first two are what `SharedArrayBuffer` needs. */
const HEADERS = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': CONTENT_POLICY,
};

/**
 * The file that a URL names, always within the folder; null where it names none.
 * @param {string} folder
 * @param {string} url
 */
function fileOf(folder, url) {
  try {
    const { pathname } = new URL(url, 'http://localhost');
    const path = normalize(join(folder, decodeURIComponent(pathname)));
    if (path !== normalize(folder) && !path.startsWith(normalize(folder + sep))) return null;
    const file = statSync(path).isDirectory() ? join(path, 'index.html') : path;
    return { file, stats: statSync(file) };
  } catch {
    return null; // no such file, or a URL that cannot be decoded
  }
}

/** @param {string} folder */
function serverOf(folder) {
  /** @type {Map<string, Buffer>} */
  const compressed = new Map();

  return createServer((request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { ...HEADERS, Allow: 'GET, HEAD' }).end();
      return;
    }
    const found = fileOf(folder, request.url ?? '/');
    if (!found) {
      response.writeHead(404, { ...HEADERS, 'Content-Type': TYPES['.txt'] }).end('Not found\n');
      return;
    }
    const { file, stats } = found;
    const extension = extname(file);
    const etag = `"${stats.size.toString(16)}-${Math.round(stats.mtimeMs).toString(16)}"`;
    const headers = {
      ...HEADERS,
      'Content-Type': TYPES[extension] ?? 'application/octet-stream',
      // names under assets/ carry a hash of their content
      'Cache-Control': file.includes(`${sep}assets${sep}`)
        ? 'public, max-age=31536000, immutable'
        : 'no-cache',
      ETag: etag,
      Vary: 'Accept-Encoding',
    };
    if (request.headers['if-none-match'] === etag) {
      response.writeHead(304, headers).end();
      return;
    }
    const zip =
      !ALREADY_SMALL.has(extension) && /\bgzip\b/.test(String(request.headers['accept-encoding']));
    const key = `${file} ${etag}`;
    const body = zip ? (compressed.get(key) ?? gzipSync(readFileSync(file))) : readFileSync(file);
    if (zip) compressed.set(key, body);
    response.writeHead(200, {
      ...headers,
      'Content-Length': body.length,
      ...(zip && { 'Content-Encoding': 'gzip' }),
    });
    response.end(request.method === 'HEAD' ? undefined : body);
  });
}

/**
 * @param {string} host a name or an address; one of IPv6 stands in brackets
 * @param {number} port
 */
const urlOf = (host, port) =>
  `http://${host.includes(':') ? `[${host.replace('%', '%25')}]` : host}:${port}/`;

/**
 * Lists the addresses of a server. `url`: on this machine; `elsewhere`: on others, where it listens on all addresses.
 * @param {string} host as it was asked for: a name says more than its address
 * @param {{ address: string, port: number }} bound what the system made of it
 * @param {NodeJS.Dict<import('node:os').NetworkInterfaceInfo[]>} [interfaces]
 * @returns {{ url: string, elsewhere: string[] }}
 */
export function urlsOf(host, { address, port }, interfaces = networkInterfaces()) {
  if (address !== '0.0.0.0' && address !== '::') return { url: urlOf(host, port), elsewhere: [] };
  const open = Object.values(interfaces)
    .flatMap((each) => each ?? [])
    .filter(({ internal }) => !internal)
    .filter(({ family }) => family === 'IPv4' || address === '::')
    .filter((each) => !/^fe80/i.test(each.address)); // link-local: holds on one cable only
  return {
    url: urlOf('localhost', port),
    elsewhere: [...new Set(open.map((each) => urlOf(each.address, port)))],
  };
}

/**
 * Listens on the port, or on the next free one; port 0 takes any.
 * @param {{ folder: string, port: number, host?: string }} options
 * @returns {Promise<{ port: number, url: string, elsewhere: string[], close: () => Promise<void> }>}
 */
export async function serve({ folder, port, host: asked = 'localhost' }) {
  const host = asked.replace(/^\[(.*)\]$/, '$1');
  const server = serverOf(folder);
  /** @type {{ address: string, port: number }} */
  const bound = await new Promise((resolve, reject) => {
    let attempt = port;
    server.on('error', (error) => {
      const occupied = 'code' in error && error.code === 'EADDRINUSE';
      if (!occupied || attempt - port >= 20 || attempt >= 65_535) reject(error);
      else server.listen(++attempt, host);
    });
    server.on('listening', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address : { address: host, port: attempt });
    });
    server.listen(attempt, host);
  });
  return {
    port: bound.port,
    ...urlsOf(host, bound),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
