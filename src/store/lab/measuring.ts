import type { EngineClient } from '#protocol/client.ts';
import type { Measurement } from '#protocol/messages.ts';

/** A benchmark under way, or over. */
export interface Measuring {
  readonly status: 'idle' | 'running' | 'finished' | 'failed';
  readonly rows: readonly Measurement[];
  /** Of a failure. */
  readonly message: string;
}

export const UNMEASURED: Measuring = { status: 'idle', rows: [], message: '' };

/** Runs the benchmark on an engine made for it; the returned function ends it early. */
export function measure(
  openEngine: () => EngineClient,
  see: (measuring: Measuring) => void,
): () => void {
  const engine = openEngine();
  let rows: readonly Measurement[] = [];
  const tell = (status: Measuring['status'], message = '') => see({ status, rows, message });
  engine.listen((event) => {
    switch (event.kind) {
      case 'ready':
        engine.send({ kind: 'measure' });
        break;
      case 'measured':
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

/** The table as text with tabs, as spreadsheets take it. */
export function measurementsAsText(rows: readonly Measurement[]): string {
  const head = ['device', 'network', 'population', 'updates per second', 'note'];
  const lines = rows.map(({ device, width, population, updatesPerSecond, note }) => [
    device,
    `4-${width}-${width}-2`,
    population,
    updatesPerSecond === null ? '' : Math.round(updatesPerSecond),
    note,
  ]);
  return [head, ...lines].map((line) => line.join('\t')).join('\n');
}
