import type { EngineClient } from '#protocol/client.ts';
import type { Measurement } from '#protocol/messages.ts';

/** A benchmark that has not begun. */
export const UNMEASURED = {
  status: 'idle' as 'idle' | 'running' | 'finished' | 'failed',
  rows: [] as readonly Measurement[],
  /** Rows that there will be; 0: not known yet. */
  total: 0,
  elapsedMs: 0,
  message: '',
};

/** A benchmark, under way or over. */
export type Measuring = Readonly<typeof UNMEASURED>;

/** Runs the benchmark on an engine made for it; the returned function ends it early and keeps what there is. */
export function measure(
  openEngine: () => EngineClient,
  see: (measuring: Measuring) => void,
): () => void {
  const engine = openEngine();
  const from = performance.now();
  let rows: readonly Measurement[] = [];
  let total = 0;
  const tell = (status: Measuring['status'], message = '') =>
    see({ status, rows, total, elapsedMs: performance.now() - from, message });
  engine.listen((event) => {
    switch (event.kind) {
      case 'ready':
        engine.send({ kind: 'measure' });
        break;
      case 'measured':
        total = event.total;
        if (event.measurement) {
          rows = [...rows, event.measurement];
          tell('running');
        } else {
          engine.dispose();
          tell('finished');
        }
        break;
      case 'failed':
        engine.dispose();
        tell('failed', event.message);
        break;
      default:
    }
  });
  tell('running');
  return () => {
    engine.dispose();
    tell('idle');
  };
}

/** Seconds until the last figure, at the pace so far; null: nothing is known of it yet. */
export function measuringLeft({ rows, total, elapsedMs }: Measuring): number | null {
  if (rows.length === 0 || total === 0) return null;
  return (((total - rows.length) / rows.length) * elapsedMs) / 1000;
}

/** Share of the peak, from 0 to 1; null where one of them is not known. */
export const shareOfPeak = ({ gflops, peakGflops }: Measurement): number | null =>
  gflops === null || peakGflops === null ? null : gflops / peakGflops;

/** A contender as a person reads it. */
export const contenderWords = (contender: Measurement['contender']): string =>
  contender.startsWith('tfjs ')
    ? `TensorFlow.js, ${contender.slice('tfjs '.length)}`
    : `this page, ${contender}`;

export const networkWords = ({ width }: Pick<Measurement, 'width'>): string =>
  `4-${width}-${width}-2`;

/** The table as text with tabs, as spreadsheets take it. */
export function measurementsAsText(rows: readonly Measurement[]): string {
  const head = [
    'contender',
    'network',
    'population',
    'updates per second',
    'GFLOP/s',
    'peak GFLOP/s',
    'share of peak',
    'note',
  ];
  const lines = rows.map((row) => {
    const { contender, population, updatesPerSecond, gflops, peakGflops, note } = row;
    const share = shareOfPeak(row);
    return [
      contenderWords(contender),
      networkWords(row),
      population,
      updatesPerSecond === null ? '' : Math.round(updatesPerSecond),
      gflops === null ? '' : gflops.toFixed(2),
      peakGflops === null ? '' : peakGflops.toFixed(1),
      share === null ? '' : `${(100 * share).toFixed(1)} %`,
      note,
    ];
  });
  return [head, ...lines].map((line) => line.join('\t')).join('\n');
}
