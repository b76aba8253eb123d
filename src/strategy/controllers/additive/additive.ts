import { draws } from '#core/random.ts';
import type { AdditiveSettings } from '#core/strategy/controller-settings.ts';
import type { Decision, Experience, Situation } from '#core/strategy/decision.ts';
import type { Choices } from '#core/strategy/seats.ts';
import { subkey } from '#networks/subkey.ts';
import type { Chosen } from '../choose.ts';
import type { Controller, ControllerContext } from '../controller.ts';
import { decideInOrder, stateIn } from '../decisions.ts';
import { controllerKey } from '../keys.ts';
import { bestInOrder } from './best-in-order.ts';
import { featuresOf, layFeatures, phaseOf } from './features.ts';
import { type Examples, noExamples, type Posterior, posterior, withExample } from './regression.ts';

/** Regressions of a controller, and the outcomes of the runs that are not over. */
interface AdditiveState {
  readonly examples: Examples;
  /** Run of each row so far. */
  readonly running: Readonly<Record<number, RunSoFar>>;
}

interface RunSoFar {
  readonly choices: readonly Choices[];
  readonly reward: number;
}

const NOTHING_YET: RunSoFar = { choices: [], reward: 0 };

/**
 * Learns what whole runs are worth (Monte Carlo), as a sum over what each seat chose in each phase, and chooses by
 * Thompson sampling: each run follows weights drawn from what is known of them.
 */
export function openAdditive(settings: AdditiveSettings, context: ControllerContext): Controller {
  const { seed, options, rows, intervals } = context;
  const { phases, warmUp, noise } = settings;
  const layout = layFeatures(options, settings);
  let state: AdditiveState = { examples: noExamples(layout.length), running: {} };
  let known: Posterior | null = null; // of state.examples

  function decide(situation: Situation, explores: boolean): Decision {
    const { row, episode, interval } = situation;
    const phase = phaseOf(interval, intervals, phases);
    const isWarm = state.examples.count >= warmUp * rows;
    known ??= posterior(state.examples, layout.priors, noise);
    const { mean, deviations, unit, draw } = known;
    const best = bestInOrder(mean, phase, phases, options, layout);
    const reader = draws(controllerKey(seed, 'sample', row, episode));
    const chosen =
      isWarm && explores ? bestInOrder(draw(reader), phase, phases, options, layout) : best;
    const isTurn = interval === 0 || phaseOf(interval - 1, intervals, phases) !== phase;
    return decideInOrder(options, (seat, before): Chosen => {
      const learned = (of: Float64Array) =>
        options[seat].map((_, at) => unit * (of[layout.alone(phase, seat, at)] as number));
      const opinion = { values: learned(mean), deviations: learned(deviations), chances: null };
      const current = situation.current && options[seat].indexOf(situation.current[seat]);
      if (!isTurn && current !== null && current >= 0)
        return { at: current, reason: { ...opinion, ground: 'held' } };
      const own = before.length;
      if (explores && !isWarm) {
        const key = subkey(controllerKey(seed, 'decide', row, episode * phases + phase), seat);
        const at = draws(key).integer(options[seat].length);
        return { at, reason: { ...opinion, ground: 'chance' } };
      }
      const ground = chosen[own] === best[own] ? 'value' : 'chance';
      return { at: chosen[own] as number, reason: { ...opinion, ground } };
    });
  }

  function learn({ situation, decision, reward, isLast }: Experience): void {
    const { row, interval } = situation;
    const so = (interval > 0 && state.running[row]) || NOTHING_YET;
    const run = { choices: [...so.choices, decision.choices], reward: so.reward + reward };
    if (!isLast) {
      state = { ...state, running: { ...state.running, [row]: run } };
      return;
    }
    const { [row]: _over, ...running } = state.running;
    const features = featuresOf(run.choices, options, layout, phases, intervals);
    state = { examples: withExample(state.examples, features, run.reward), running };
    known = null;
  }

  return {
    decide: (situations, explores) => situations.map((each) => decide(each, explores)),
    learn: (experiences) => experiences.forEach(learn),
    snapshot: () => ({ kind: 'additive', options, state }),
    restore(snapshot) {
      const restored = stateIn(snapshot, 'additive', options) as AdditiveState;
      if (restored.examples.features.length !== layout.length)
        throw new RangeError(
          `the snapshot has learned ${restored.examples.features.length} weights, its settings ask for ${layout.length}`,
        );
      state = restored;
      known = null;
    },
    dispose: () => undefined,
  };
}
