import { expect, test } from 'vitest';
import { children, descent, survives, survivorEdges } from '#store/history/descent.ts';
import { growHistory } from './grow-history.ts';

test('a descent leads from a founder to the agent, each the parent of the next', () => {
  const history = growHistory(25);
  for (let slot = 0; slot < history.size(24); slot++) {
    const path = descent(history, 24, slot);
    expect(path).toHaveLength(25);
    expect(path[24]).toBe(slot);
    for (let g = 1; g < 25; g++) expect(history.parentSlot(g, path[g] ?? -1)).toBe(path[g - 1]);
  }
});

test('the survivors are exactly those on somebody’s descent', () => {
  const history = growHistory(25, { populationSize: 12 });
  const onPath = new Set<string>();
  for (let slot = 0; slot < 12; slot++)
    for (const [g, at] of descent(history, 24, slot).entries()) onPath.add(`${g} ${at}`);
  for (let g = 0; g < 25; g++)
    for (let slot = 0; slot < 12; slot++)
      expect(survives(history, g, slot)).toBe(onPath.has(`${g} ${slot}`));
  expect(survivorEdges(history, 0, 24)).toHaveLength(
    [...onPath].filter((key) => !key.startsWith('0 ')).length,
  );
});

test('children with descendants come before those without', () => {
  const history = growHistory(25);
  for (let slot = 0; slot < 6; slot++) {
    const found = children(history, 10, slot);
    for (const child of found) expect(history.parentSlot(11, child)).toBe(slot);
    if (survives(history, 10, slot)) expect(survives(history, 11, found[0] ?? -1)).toBe(true);
  }
});
