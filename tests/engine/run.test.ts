import { expect, test } from 'vitest';
import type { Device, DevicePopulation } from '#compute/device.ts';
import { createWasmDevice } from '#compute/wasm/create-node.ts';
import { createRun, type RunEvent } from '#engine/run.ts';
import type { Checkpoint, Edit } from '#protocol/messages.ts';
import { CATALOG, openRun, play, smallConfig } from './small-run.ts';

async function finalHash(...args: Parameters<typeof openRun>): Promise<string> {
  const run = await openRun(...args);
  const hash = await play(run);
  run.dispose();
  return hash;
}

test('equal configurations give equal hashes, another seed another one', async () => {
  const hash = await finalHash(smallConfig());
  expect(hash).toMatch(/^[0-9a-f]{32}$/);
  expect(await finalHash(smallConfig())).toBe(hash);
  expect(await finalHash(smallConfig({ seed: 43 }))).not.toBe(hash);
});

test('any number of threads gives the same hash', async () => {
  const hash = await finalHash(smallConfig(), {}, 1);
  expect(await finalHash(smallConfig(), {}, 2)).toBe(hash);
  expect(await finalHash(smallConfig(), {}, 3)).toBe(hash);
});

test('each generation runs through train, evaluate, select, mutate', async () => {
  const run = await openRun(smallConfig());
  const phases: string[] = [];
  await play(run, (event) => {
    if (event.kind === 'phase') phases.push(event.phase);
    if (event.kind === 'generation') phases.push(`end ${event.report.generation}`);
  });
  run.dispose();
  const whole = ['train', 'evaluate', 'select', 'mutate'];
  expect(phases).toEqual([
    ...whole,
    'end 0',
    ...whole,
    'end 1',
    'train',
    'evaluate',
    'select',
    'end 2',
  ]);
});

test('a run restored from the checkpoint of any generation ends with the same hash', async () => {
  const config = smallConfig();
  const run = await openRun(config);
  const checkpoints: Checkpoint[] = [];
  const hash = await play(run, async (event) => {
    if (event.kind === 'checkpoint') checkpoints.push(structuredClone(await event.take()));
  });
  run.dispose();
  expect(checkpoints.map(({ generation }) => generation)).toEqual([0, 1, 2]);
  for (const checkpoint of checkpoints) expect(await finalHash(config, { checkpoint })).toBe(hash);
});

test('a live edit takes effect, is recorded with its step, and is made again in a replay', async () => {
  const config = smallConfig();
  const undisturbed = await finalHash(config);

  const run = await openRun(config);
  const edits: Edit[] = [];
  let ticks = 0;
  const edited = await play(run, (event) => {
    if (event.kind === 'tick' && ++ticks === 40) {
      expect(run.edit({ 'hyperparameters.learningRate.value': 0.002 })).toBeNull();
      expect(run.edit({ 'mutation.hyperparameter': 3 })).toBeNull();
    }
    if (event.kind === 'edited') edits.push(event.edit);
  });
  expect(run.state.config.mutation.hyperparameter).toBe(3);
  run.dispose();

  expect(edits.map(({ values }) => values)).toEqual([
    { 'hyperparameters.learningRate.value': 0.002 },
    { 'mutation.hyperparameter': 3 },
  ]);
  expect(edited).not.toBe(undisturbed);
  expect(await finalHash(config, { edits })).toBe(edited);
});

test('edits made at any time, in any phase, give the same run when they are made again', async () => {
  const config = smallConfig({
    training: { ...smallConfig().training, stepsPerGeneration: 64 },
    evaluation: { episodes: 1 },
  });
  const changes = [
    { 'hyperparameters.learningRate.value': 0.003, 'hyperparameters.learningRate.max': 0.03 },
    { 'selection.tournamentSize': 3 },
    { 'mutation.parameters': 2 },
    { 'hyperparameters.batchSize.value': 32, 'selection.evaluationWindow': 2 },
    { 'selection.elitism': false },
  ];
  for (const seed of [1, 2, 3]) {
    const run = await openRun(config);
    const edits: Edit[] = [];
    const waiting = [...changes];
    let events = 0;
    const hash = await play(run, (event) => {
      if (event.kind === 'edited') edits.push(event.edit);
      else if (++events % (3 + 3 * seed) === 0) {
        const values = waiting.shift();
        if (values) expect(run.edit(values)).toBeNull();
      }
    });
    run.dispose();
    expect(edits).toHaveLength(changes.length);

    const again = await openRun(config, { edits });
    const checkpoints: Checkpoint[] = [];
    const made: Edit[] = [];
    const replayed = await play(again, async (event) => {
      if (event.kind === 'edited') made.push(event.edit);
      if (event.kind === 'checkpoint') checkpoints.push(structuredClone(await event.take()));
    });
    again.dispose();
    expect(made).toEqual(edits);
    expect(replayed).toBe(hash);
    // A run that is left in the middle goes on with the edits that were still to come.
    for (const checkpoint of checkpoints) {
      expect([...checkpoint.edits, ...checkpoint.replay]).toEqual(edits);
      expect(checkpoint.initial).toEqual(config);
      expect(await finalHash(checkpoint.config, { checkpoint })).toBe(hash);
    }
  }
});

test('an edit of a field that needs a new run, or of a value out of range, is a problem', async () => {
  const run = await openRun(smallConfig());
  expect(run.edit({ populationSize: 8 })?.message).toMatch(/new run/);
  expect(run.edit({ 'selection.tournamentSize': 0 })?.path).toBe('selection.tournamentSize');
  expect(run.edit({ 'no.such.field': 1 })?.message).toMatch(/no field/);
  run.dispose();
});

test('a target ends the run as soon as it holds', async () => {
  const config = smallConfig({ target: { enabled: true, fitness: 1 } });
  const run = await openRun(config);
  const events: RunEvent[] = [];
  await play(run, (event) => {
    events.push(event);
  });
  expect(events.filter(({ kind }) => kind === 'generation')).toHaveLength(1);
  run.dispose();
});

test('every agent but the founders has a parent that lived in the generation before', async () => {
  const run = await openRun(smallConfig());
  let alive = new Set(run.founders.map(({ id }) => id));
  const seen = new Set(alive);
  await play(run, (event) => {
    if (event.kind !== 'generation') return;
    const { ids, births, next } = event.report;
    expect(new Set(ids)).toEqual(alive);
    for (const { id, parent } of births) {
      expect(seen.has(id)).toBe(false);
      expect(alive.has(parent as number)).toBe(true);
      seen.add(id);
    }
    alive = new Set(next);
  });
  run.dispose();
  expect(seen.size).toBeGreaterThan(8);
});

/** A device on which the weights of some slots are not finite. */
async function brokenDevice(isBroken: (slot: number) => boolean): Promise<Device> {
  const device = await createWasmDevice({ threads: 1 });
  return {
    ...device,
    open(setup) {
      const population = device.open(setup);
      return new Proxy(population, {
        get(target, name: keyof DevicePopulation) {
          if (name === 'weights')
            return async (slot: number, network: string) =>
              isBroken(slot) ? Float32Array.of(1, Number.NaN) : target.weights(slot, network);
          const member = target[name];
          return typeof member === 'function' ? member.bind(target) : member;
        },
      });
    },
  };
}

test('an agent whose weights are no longer finite has NaN fitness, is named, and leaves no offspring', async () => {
  const device = await brokenDevice((slot) => slot === 2);
  const run = createRun({ config: smallConfig({ generations: 4 }), catalog: CATALOG, device });
  await play(run, (event) => {
    if (event.kind !== 'generation') return;
    const { fitness, diverged, ids, births, tournaments } = event.report;
    expect(fitness[2]).toBeNaN();
    expect(fitness.filter(Number.isNaN)).toHaveLength(1);
    expect([...diverged]).toEqual([2]);
    for (const { drawn, winner } of tournaments)
      if (drawn.some((slot) => slot !== 2)) expect(winner).not.toBe(2);
    const drawnAlone = tournaments.some(({ drawn }) => drawn.every((slot) => slot === 2));
    if (!drawnAlone) expect(births.map(({ parent }) => parent)).not.toContain(ids[2]);
  });
  run.dispose();
  device.dispose();
});

test('a run in which every agent has diverged fails, and says what to lower', async () => {
  const device = await brokenDevice(() => true);
  const run = createRun({ config: smallConfig(), catalog: CATALOG, device });
  await expect(play(run)).rejects.toThrow(/every agent has diverged.*lower learning rate/);
  run.dispose();
  device.dispose();
});

test('edits made while paused are checked one after the other, and taken whole or not at all', async () => {
  const run = await openRun(smallConfig());
  const { value } = await run.events.next();
  expect(value).toMatchObject({ kind: 'checkpoint' });
  const none = { 'mutation.none': 0, 'mutation.architecture': 0, 'mutation.parameters': 0 };
  const others = { 'mutation.activation': 0, 'mutation.hyperparameter': 0 };
  // All shares to 0 is no mixture; as one edit from one share to another it is.
  expect(run.edit(none)).toBeNull();
  expect(run.edit(others)?.message).toBeTruthy();
  expect(run.edit({ ...others, 'mutation.none': 1 })).toBeNull();
  expect(run.edit({ 'selection.elitism': false, 'selection.tournamentSize': 0 })).not.toBeNull();
  const edits: Edit[] = [];
  await play(run, (event) => {
    if (event.kind === 'edited') edits.push(event.edit);
    expect(event.kind).not.toBe('editRefused');
  });
  expect(edits.map(({ values }) => values)).toEqual([none, { ...others, 'mutation.none': 1 }]);
  expect(new Set(edits.map(({ generation, step }) => `${generation} ${step}`)).size).toBe(1);
  expect(run.state.config.mutation).toMatchObject({ none: 1, architecture: 0, parameters: 0 });
  expect(run.state.config.selection).toEqual(smallConfig().selection);
  run.dispose();
});

test('an edit of a recorded run that another edit has made impossible is refused, and the run goes on', async () => {
  const recorded = { generation: 1, step: 3, values: { 'mutation.hyperparameter': 0 } };
  const run = await openRun(smallConfig(), { edits: [recorded] });
  const shares = ['architecture', 'parameters', 'activation'].map((name) => `mutation.${name}`);
  const toOne = { 'mutation.none': 0, ...Object.fromEntries(shares.map((path) => [path, 0])) };
  expect(run.edit(toOne)).toBeNull();
  const told: RunEvent[] = [];
  await play(run, (event) => {
    if (event.kind === 'edited' || event.kind === 'editRefused') told.push(event);
  });
  expect(told).toMatchObject([
    { kind: 'edited', edit: { generation: 0, values: toOne } },
    { kind: 'editRefused', values: recorded.values },
  ]);
  run.dispose();
});
