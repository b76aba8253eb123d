import { type Hand, withRowHand } from '#core/strategy/hand.ts';
import type { StrategyConfig } from '#core/strategy/strategy-config.ts';
import type { StrategyEvent } from '#protocol/strategy-messages.ts';
import type { StrategyState } from './strategy-state.ts';

/** The state after an event. Events of a run that is no longer shown change nothing. */
export function reduceStrategy(state: StrategyState, event: StrategyEvent): StrategyState {
  switch (event.kind) {
    case 'catalog':
      return {
        ...state,
        catalog: event.catalog,
        status: state.status.kind === 'loading' ? { kind: 'idle' } : state.status,
      };
    case 'gpu':
      return { ...state, gpu: event.gpu };
    case 'previewed':
      return { ...state, preview: event };
    case 'ownProgress':
      return state.own?.kind === 'opening'
        ? { ...state, own: { ...state.own, done: event.done } }
        : state;
    case 'ownOpened':
      return { ...state, own: { kind: 'opened', opened: event } };
    case 'ownRefused':
      return { ...state, own: { kind: 'refused', message: event.message } };
    case 'teamLearned': // whoever asked takes it, here and below
    case 'elsewhere':
      return state;
    case 'failed':
      // An engine that fails before any run began says so as run 0.
      return event.run === state.run || event.run === 0
        ? {
            ...state,
            status: { kind: 'failed', during: event.during, message: event.message },
            own:
              state.own?.kind === 'opening'
                ? { kind: 'refused', message: `they cannot be opened (${event.message})` }
                : state.own,
          }
        : state;
    default:
      return 'run' in event && event.run === state.run ? reduceRun(state, event) : state;
  }
}

type RunEvent = Exclude<
  Extract<StrategyEvent, { readonly run: number }>,
  { readonly kind: 'failed' }
>;

function reduceRun(state: StrategyState, event: RunEvent): StrategyState {
  switch (event.kind) {
    case 'refused':
      return {
        ...state,
        status: { kind: 'refused', problems: event.problems },
        problems: event.problems,
      };
    case 'started':
      return { ...state, started: event, intervals: state.intervals.slice(0, event.interval) };
    case 'status':
      return {
        ...state,
        status: { kind: event.status },
        deciding: event.status === 'running' ? null : state.deciding,
      };
    case 'progress':
      return { ...state, progress: event };
    case 'deciding':
      return { ...state, deciding: event, askedRows: state.askedRows.filter(({ every }) => every) };
    case 'handed': {
      const { row, hand } = event;
      const { config, started } = state;
      return {
        ...state,
        config: config && withHandOf(config, row, hand),
        started: started && { ...started, config: withHandOf(started.config, row, hand) },
      };
    }
    case 'handRefused': // the lab says so
      return state;
    case 'interval':
      return { ...state, intervals: [...state.intervals.slice(0, event.interval), event] };
    case 'checkpoint':
      return { ...state, checkpoint: event.checkpoint };
    case 'finished':
      return {
        ...state,
        finished: event,
        deciding: null,
        checkpoint: null,
        status: { kind: 'finished', reason: event.reason },
      };
    case 'looked':
      return { ...state, looked: event };
    case 'curves':
      return { ...state, curves: event };
    case 'lookFailed': // the lab says so
      return { ...state, looked: null };
    default:
      return event satisfies never;
  }
}

/** A configuration in one of whose rows a person has chosen so; null: nothing. */
const withHandOf = (config: StrategyConfig, row: number, hand: Hand | null): StrategyConfig => ({
  ...config,
  rows: config.rows.map((each, at) => (at === row ? withRowHand(each, hand ?? undefined) : each)),
});
