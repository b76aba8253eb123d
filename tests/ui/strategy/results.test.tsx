// @vitest-environment happy-dom

import { readFileSync } from 'node:fs';
import { act, fireEvent, screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { readStrategyRecording } from '#protocol/strategy-recording.ts';
import { openStrategyAddress } from '#store/strategy/open-address.ts';
import { strategyShareLink } from '#store/strategy/share-strategy.ts';
import { CompareTable } from '#ui/strategy/CompareTable.tsx';
import { recordingSentence } from '#ui/strategy/recording.ts';
import { StrategyTransport } from '#ui/strategy/StrategyTransport.tsx';
import { SenderCard } from '#ui/strategy/share/SenderCard.tsx';
import { CATALOG } from '../../store/strategy/fake-strategy-engine.ts';
import { showStrategy } from './show-strategy.tsx';

test('the table has the best row first, by the fast average', async () => {
  const { lab, engine, show } = await showStrategy();
  lab.start();
  while (engine().tick());
  const { run, config, started, intervals, finished } = lab.store.getState();
  if (!config || !finished) throw new Error('the run has not ended');
  show(<CompareTable shown={{ run, config, started, intervals, finished, isRecorded: false }} />);
  const [, ...rows] = screen.getAllByRole('row');
  const names = rows.map((row) => within(row).getAllByRole('cell')[0]?.textContent);
  expect(names).toEqual(['3 Random switching', '2 Tuned', '1 Usual']);
  expect(screen.getByText(/It is one seed/)).toBeTruthy();
});

test('of a run that was stopped no test is shown', async () => {
  const { lab, engine, show } = await showStrategy();
  lab.start();
  engine().tick();
  lab.stop();
  const { run, config, started, intervals, finished } = lab.store.getState();
  if (!config) throw new Error('no run was begun');
  show(<CompareTable shown={{ run, config, started, intervals, finished, isRecorded: false }} />);
  expect(screen.getByText(/were not looked at/)).toBeTruthy();
});

test('a sender’s result is said, verified at a word, and found identical', async () => {
  const { lab: sender, engine: theirs } = await showStrategy();
  sender.start();
  while (theirs().tick());
  const shared = strategyShareLink(sender.store.getState(), 'result');
  if (!shared || !('link' in shared)) throw new Error('there is no link');
  const { link } = shared;
  const { lab, engine, show, library } = await showStrategy({ onReady: () => {} });
  await openStrategyAddress({ lab, library, address: link });
  show(<SenderCard />);
  expect(screen.getByText(/20 intervals.*“Random switching” came furthest/)).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Verify' }));
  act(() => {
    engine().tick();
  });
  expect(screen.getByText('Identical so far: 1 of 20 intervals.')).toBeTruthy();
  act(() => {
    while (engine().tick());
  });
  expect(screen.getByText('Identical, bit for bit, in all 20 intervals.')).toBeTruthy();
});

test('the transport plays, pauses, steps and stops', async () => {
  const { lab, engine, show } = await showStrategy();
  show(<StrategyTransport narrow={false} />);
  const press = (name: RegExp) => fireEvent.click(screen.getByRole('button', { name }));
  press(/^Play/);
  act(() => void engine().tick());
  expect(screen.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('1');
  press(/^Pause/);
  expect(lab.store.getState().status.kind).toBe('paused');
  press(/end of the interval/);
  expect(lab.store.getState().intervals).toHaveLength(2);
  press(/^Stop/);
  expect(lab.store.getState().status).toEqual({ kind: 'finished', reason: 'stopped' });
  press(/^Run again/);
  expect(lab.store.getState().intervals).toHaveLength(0);
});

test('the recording is the first preset’s run, and says by its own figures what is seen', () => {
  const text = readFileSync('public/runs/strategy.json', 'utf8');
  const recording = readStrategyRecording(JSON.parse(text));
  const [preset] = CATALOG.presets;
  expect(recording.started.config).toEqual(preset?.config);
  expect(recording.engine).toBe(CATALOG.engine);
  expect(recording.intervals).toHaveLength(20);
  expect(recording.intervals.at(-1)?.hash).toMatch(/^[0-9a-f]{32}$/);
  expect(recordingSentence(recording)).toMatch(
    /^A recording: 8 small classifiers .* against \d+ % of “Usual”\)\.$/,
  );
});
