// @ts-check
import { spawn } from 'node:child_process';
import { argv, execPath, exit } from 'node:process';
import { parseArgs } from 'node:util';
import {
  buildKernels,
  buildPage,
  checkNode,
  DIST,
  guarded,
  installPackages,
  ROOT,
  tell,
  Unprepared,
} from './prepare.mjs';
import { serve } from './server.mjs';

/** `npm start`: from a fresh clone to the page in one command. */

const USAGE = `npm start -- [options]

  --port N   the port to listen on, or the next free one (default 4173)
  --host H   the address to listen on (default localhost)
  --dev      vite's development server: changes show at once
  --help     this text`;

function options() {
  try {
    const { values } = parseArgs({
      args: argv.slice(2),
      options: {
        port: { type: 'string', default: '4173' },
        host: { type: 'string', default: 'localhost' },
        dev: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    const port = Number(values.port);
    if (!Number.isInteger(port) || port < 0 || port > 65_535) {
      throw new Unprepared(
        `--port is '${values.port}'; it must be a whole number from 0 to 65535.`,
      );
    }
    return { ...values, port };
  } catch (error) {
    if (error instanceof Unprepared) throw error;
    throw new Unprepared(`${error instanceof Error ? error.message : error}\n\n${USAGE}`);
  }
}

/** @param {{ port: number, host: string }} where */
function develop({ port, host }) {
  const vite = spawn(
    execPath,
    ['node_modules/vite/bin/vite.js', '--port', String(port), '--host', host],
    { cwd: ROOT, stdio: 'inherit' },
  );
  vite.on('exit', (code) => exit(code ?? 1));
}

/** @param {{ port: number, host: string }} where */
async function servePage({ port, host }) {
  const server = await serve({ folder: DIST, port, host }).catch((error) => {
    throw new Unprepared(
      error.code === 'EADDRINUSE'
        ? `Ports ${port} to ${port + 20} are all taken; choose another: npm start -- --port 8080`
        : `Port ${port} of ${host} cannot be listened on: ${error.message}`,
    );
  });
  if (port !== 0 && server.port !== port) tell(`Port ${port} is taken; using ${server.port}.`);
  console.log('Evolution Playground is ready. Stop it with Ctrl+C.');
  for (const address of server.elsewhere) console.log(`Other machines: ${address}`);
  console.log(server.url);
}

await guarded(async () => {
  checkNode();
  const { help, dev, port, host } = options();
  if (help) {
    console.log(USAGE);
    return;
  }
  installPackages();
  buildKernels();
  if (dev) develop({ port, host });
  else {
    buildPage();
    await servePage({ port, host });
  }
});
