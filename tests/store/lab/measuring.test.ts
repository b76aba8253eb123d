import { expect, test } from 'vitest';
import type { EngineClient } from '#protocol/client.ts';
import type { Command, Event, Measurement } from '#protocol/messages.ts';
import {
  type Measuring,
  measure,
  measurementsAsText,
  measuringLeft,
  UNMEASURED,
} from '#store/lab/measuring.ts';
import { CATALOG } from '../../ui/fake-catalog.ts';

const ROW: Measurement = {
  contender: 'tfjs wasm',
  width: 64,
  population: 8,
  updatesPerSecond: 1234.4,
  gflops: 3.456,
  peakGflops: 34.56,
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
  tell({ kind: 'measured', measurement: ROW, total: 4 });
  expect(seen.at(-1)).toMatchObject({ status: 'running', rows: [ROW], total: 4, message: '' });
  expect(disposed()).toBe(false);
  tell({ kind: 'measured', measurement: null, total: 4 });
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
  const absent = { updatesPerSecond: null, gflops: null, peakGflops: null, note: 'no GPU' };
  expect(measurementsAsText([ROW, { ...ROW, contender: 'webgpu', ...absent }])).toBe(
    [
      'contender\tnetwork\tpopulation\tupdates per second\tGFLOP/s\tpeak GFLOP/s\tshare of peak\tnote',
      'TensorFlow.js, wasm\t4-64-64-2\t8\t1234\t3.46\t34.6\t10.0 %\tWebAssembly SIMD, 2 threads',
      'this page, webgpu\t4-64-64-2\t8\t\t\t\t\tno GPU',
    ].join('\n'),
  );
});

test('what is left is told from the pace so far, and not before there is one', () => {
  expect(measuringLeft(UNMEASURED)).toBeNull();
  const half = { ...UNMEASURED, rows: [ROW, ROW], total: 6, elapsedMs: 5000 };
  expect(measuringLeft(half)).toBe(10);
});

test('one that is stopped keeps its figures, and its engine is let go', () => {
  const { seen, end, tell, disposed } = begin();
  tell({ kind: 'ready', catalog: CATALOG });
  tell({ kind: 'measured', measurement: ROW, total: 4 });
  end();
  expect(seen.at(-1)).toMatchObject({ status: 'idle', rows: [ROW] });
  expect(disposed()).toBe(true);
});
