import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import type { Rollup } from 'vite';
import { build } from 'vite';
import { Lab } from '../lab.ts';
import { linkTo } from '../links.ts';

const ENGINE = fileURLToPath(new URL('engine.ts', import.meta.url));
let script: Promise<string> | null = null;

/** The simulated engine as one script. */
async function bundle(): Promise<string> {
  const built = (await build({
    configFile: false,
    logLevel: 'warn',
    build: { write: false, lib: { entry: ENGINE, formats: ['es'] } },
  })) as Rollup.RollupOutput[];
  const [chunk] = built[0]?.output ?? [];
  if (!chunk) throw new Error('the simulated engine was not built');
  return chunk.code;
}

/**
 * Opens the built page on a simulated history of so many agents and generations, paused; up to 600 more, as far as 1000,
 * can be stepped or played. `loseAt`: the generation before which its GPU is lost.
 */
export async function openSynthetic(
  page: Page,
  populationSize: number,
  generations: number,
  { loseAt = null }: { readonly loseAt?: number | null } = {},
): Promise<Lab> {
  script ??= bundle();
  const body = `const BEGIN_WITH = ${generations}, LOSE_AT = ${loseAt};\n${await script}`;
  await page.route(/\/worker-[^/]*\.js$/, async (route) => {
    const { 'content-length': _, ...headers } = (await route.fetch()).headers();
    await route.fulfill({ body, headers });
  });
  const lab = new Lab(page);
  await lab.open(
    linkTo('cartpole-dqn', (config) => ({
      ...config,
      populationSize,
      generations: Math.min(1000, generations + 600),
      target: { ...config.target, enabled: false },
    })),
  );
  if ((await lab.generation()) === 0) await lab.play.click(); // it waits to be asked
  await lab.reachGeneration(generations);
  return lab;
}
