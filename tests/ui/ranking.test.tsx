// @vitest-environment happy-dom
import { act, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { createCatalog } from '#engine/catalog.ts';
import { Ranking } from '#ui/stage/Ranking.tsx';
import { openLab } from './open-lab.tsx';
import { createSilentEngine } from './silent-engine.ts';

const CATALOG = createCatalog([]);
const [PRESET] = CATALOG.presets;

test('a population size that is no number is not repeated on the stage', async () => {
  if (!PRESET) throw new Error('there are no presets');
  const { config, id } = PRESET;
  const opened = await openLab({ config, presetId: id, engine: createSilentEngine(CATALOG) });
  opened.show(<Ranking />);
  const words = () => screen.getByRole('heading').textContent;
  expect(words()).toBe('Population6 agents');
  act(() => opened.lab.setFields({ populationSize: 'x' }));
  expect(words()).toBe('Population–');
});
