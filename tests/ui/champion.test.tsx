// @vitest-environment happy-dom
import { act, cleanup, screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { ChampionEvent } from '#protocol/messages.ts';
import { ChampionLine } from '#ui/stage/ChampionLine.tsx';
import { Outcome } from '#ui/stage/Outcome.tsx';
import { Ranking } from '#ui/stage/Ranking.tsx';
import { StagePanel } from '#ui/stage/StagePanel.tsx';
import { eventually } from '../setup/eventually.ts';
import { CONFIG } from './fake-catalog.ts';
import { openLab } from './open-lab.tsx';

/** A run of two generations that has ended, whose champion is the least fit of the last one. */
async function openChampion() {
  const config = { ...CONFIG, generations: 2, target: { ...CONFIG.target, enabled: false } };
  const { engine, lab, show } = await openLab({ config });
  lab.start();
  while (engine.tick()) {
    // to its end
  }
  await Promise.resolve();
  const history = lab.history();
  const cells = Array.from({ length: history?.size(1) ?? 0 }, (_, slot) => history?.cell(1, slot));
  const least = cells.reduce((a, b) => ((b?.fitness ?? 0) < (a?.fitness ?? 0) ? b : a));
  const agent = least?.agent ?? 0;
  const { run } = lab.store.getState();
  const event: ChampionEvent = {
    kind: 'champion',
    run,
    champion: {
      individual: {
        engine: '2',
        environment: config.environment,
        algorithm: config.algorithm,
        genome: { networks: {}, hyperparameters: {} },
        weights: {},
        agent,
        generation: 1,
        seed: 42,
      },
      fitness: 500,
      evaluation: { count: 20, mean: 487, squares: 900 },
    },
    contest: null,
    contestSteps: 9740,
  };
  engine.emit(event);
  await eventually(() => expect(lab.shown.getState().champion).not.toBeNull());
  show(
    <>
      <ChampionLine />
      <Outcome />
      <Ranking />
    </>,
  );
  return { lab, engine, agent, show };
}

test('the champion is the same agent in the line, the outcome and the list, with both figures', async () => {
  const { lab, agent } = await openChampion();
  const name = screen.getByRole('button', { name: `champion: agent ${agent}` });
  expect(screen.getByText('487 over 20 fresh episodes (500 when found)')).toBeDefined();
  expect(screen.getByText(`champion: agent ${agent}, 487`)).toBeDefined();
  const marked = screen.getByRole('button', { name: /\d\s*the champion/ });
  expect(marked.textContent).toContain(String(agent));
  name.click();
  expect(lab.store.getState().selection).toMatchObject({ agent, generation: 1 });
});

test('the rule is a press away, and says what it has taken', async () => {
  await openChampion();
  const why = screen.getByRole('button', { name: 'How the champion is found' });
  const rule = document.getElementById(why.getAttribute('popovertarget') ?? '');
  await waitFor(() => expect(rule?.textContent).toMatch(/9,740 environment steps/));
  expect(rule?.textContent).toMatch(/both play the same 20 fresh\s+episodes/);
});

test('when the run has ended its champion is followed, in the list and on the stage', async () => {
  const { lab, engine, agent, show } = await openChampion();
  const pressed = () => screen.getByRole('button', { pressed: true }).textContent;
  expect(pressed()).toContain(`${agent}★`);
  cleanup();
  const { run } = lab.store.getState();
  engine.emit({ kind: 'exhibited', run, agent, generation: 1, problem: null });
  await Promise.resolve();
  show(<StagePanel />);
  const plays = `the champion, agent ${agent} of generation 2`;
  expect(await screen.findByRole('button', { name: plays })).toBeDefined();
  act(() => lab.select({ generation: 0, agent: 0 }));
  expect(await screen.findByRole('button', { name: 'Follow the champion' })).toBeDefined();
});
