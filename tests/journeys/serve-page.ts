import { buildKernels, buildPage, DIST } from '../../src/cli/prepare.mjs';
import { serve } from '../../src/cli/server.mjs';

/** Serves the built page on a free port for as long as the journeys last. */
const servePage = async (): Promise<() => Promise<void>> => {
  buildKernels();
  buildPage();
  const server = await serve({ folder: DIST, port: 0 });
  process.env['PAGE_URL'] = server.url;
  return server.close;
};

export default servePage;
