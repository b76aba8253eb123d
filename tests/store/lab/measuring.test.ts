import { expect, test } from 'vitest';
import type { EngineClient } from '#protocol/client.ts';
import type { Command, Event, Measurement } from '#protocol/messages.ts';
import { type Measuring, measure, measurementsAsText } from '#store/lab/measuring.ts';
import { CATALOG } from '../../ui/fake-catalog.ts';

const ROW: Measurement = {
  device: 'wasm',
  width: 64,
  population: 8,
  updatesPerSecond: 1234.4,
  note: 'WebAssembly SIMD, 2 threads',
};

function begin() {
  const sent: Command[] = [];
  const seen: Measuring[] = [];
  let tell: (event: Event) => void = () => {};
  let disposed = false;
  const dispose = () => {
    disposed = true;
  };
  const engine: EngineClient = {
    open() {},
    send: (command) => void sent.push(command),
    listen(listener) {
      tell = listener;
      return () => {};
    },
    reconnect() {},
    dispose,
    [Symbol.dispose]: dispose,
  };
  const end = measure(
    () => engine,
    (measuring) => void seen.push(measuring),
  );
  return { sent, seen, end, tell: (event: Event) => tell(event), disposed: () => disposed };
}

test('figures are gathered as they come, and the engine is let go after the last', () => {
  const { sent, seen, tell, disposed } = begin();
  tell({ kind: 'ready', catalog: CATALOG });
  expect(sent).toEqual([{ kind: 'measure' }]);
  tell({ kind: 'measured', measurement: ROW });
  expect(seen.at(-1)).toEqual({ status: 'running', rows: [ROW], message: '' });
  expect(disposed()).toBe(false);
  tell({ kind: 'measured', measurement: null });
  expect(seen.at(-1)).toMatchObject({ status: 'finished', rows: [ROW] });
  expect(disposed()).toBe(true);
});

test('an engine that fails is let go, and the reason is told', () => {
  const { seen, tell, disposed } = begin();
  tell({ kind: 'failed', run: 0, during: 'start', message: 'no memory', stack: '' });
  expect(seen.at(-1)).toMatchObject({ status: 'failed', message: 'no memory' });
  expect(disposed()).toBe(true);
});

test('figures become a table with tabs', () => {
  expect(measurementsAsText([ROW, { ...ROW, updatesPerSecond: null, note: 'no GPU' }])).toBe(
    [
      'device\tnetwork\tpopulation\tupdates per second\tnote',
      'wasm\t4-64-64-2\t8\t1234\tWebAssembly SIMD, 2 threads',
      'wasm\t4-64-64-2\t8\t\tno GPU',
    ].join('\n'),
  );
});
