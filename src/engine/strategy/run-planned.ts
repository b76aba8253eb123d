import type { Device } from '#compute/device.ts';
import type { PhaseMs } from '#core/strategy/experiments/cost.ts';
import type {
  ElsewhereResult,
  PlannedRun,
  RunResult,
} from '#core/strategy/experiments/experiment.ts';
import { runResult } from '#core/strategy/experiments/run-result.ts';
import type { StrategyCatalog } from '#core/strategy/strategy-catalog.ts';
import type { IntervalReport } from '#strategy/run/run-events.ts';
import { createStrategyRun } from '#strategy/run/strategy-run.ts';
import { learnedTeams } from './learned-teams.ts';
import { agentMsOf, createPhaseTimes } from './phase-times.ts';
import type { StrategyData } from './strategy-data.ts';

/** Surroundings that runs of an experiment need. */
export interface Workplace {
  readonly device: Device;
  readonly data: StrategyData;
  readonly catalog: StrategyCatalog;
  /** Reads a file of the page. */
  readFile(path: string): Promise<Uint8Array>;
}

/** Carries out a run of an experiment. `onInterval` is told how many intervals are done. */
export async function runPlanned(
  planned: PlannedRun,
  { device, data, catalog, readFile }: Workplace,
  onInterval: (done: number) => void = () => {},
): Promise<{ readonly result: RunResult; readonly phaseMs: PhaseMs }> {
  const { config } = planned;
  const times = createPhaseTimes();
  const set = await times.during('data', () => data.allImages(config.data, config.seed));
  const learned = await learnedTeams(config, catalog, readFile);
  const run = await times.during('data', () => createStrategyRun({ config, device, set, learned }));
  const intervals: IntervalReport[] = [];
  let phase: string = 'data';
  try {
    for (;;) {
      const { value, done } = await times.during(phase, () => run.events.next());
      if (done) {
        const { ms } = times;
        const elapsedMs = Object.values(ms).reduce((sum, each) => sum + each, 0);
        const elsewhere: Record<string, ElsewhereResult> = {};
        for (const { name, data: other } of planned.elsewhere ?? [])
          elsewhere[name] = await run.elsewhere(await data.allImages(other, config.seed));
        const result = runResult(planned, {
          ...{ config, intervals, tests: value, engine: catalog.engine, hash: run.state.hash },
          ...{ elapsedMs, agentMs: agentMsOf(ms) },
          ...(planned.elsewhere && { elsewhere }),
        });
        return { result, phaseMs: ms };
      }
      if (value.kind === 'phase') phase = value.phase;
      if (value.kind === 'interval') {
        intervals.push(value.report);
        onInterval(intervals.length);
      }
    }
  } finally {
    run.dispose();
  }
}
