import { draws } from '#core/random.ts';
import type { ControllerSettings } from '#core/strategy/controller-settings.ts';
import type { Decision, Situation } from '#core/strategy/decision.ts';
import { choiceAt, type Seat } from '#core/strategy/seats.ts';
import { subkey } from '#networks/subkey.ts';
import type { Controller, ControllerContext } from './controller.ts';
import { decideInOrder, numberOf, PLANNED, stateIn } from './decisions.ts';
import { controllerKey } from './keys.ts';

type Planned = Extract<ControllerSettings, { readonly kind: 'static' | 'drawn' | 'random' }>;

/** Controllers that learn nothing: one recipe throughout, what is drawn on lanes, or chance. */
export function openPlanned(
  settings: Planned,
  { seed, options, intervals }: ControllerContext,
): Controller {
  const chance = (seat: Seat, situation: Situation, every: number) => {
    const { row, episode, interval } = situation;
    const turn = episode * Math.ceil(intervals / every) + Math.floor(interval / every);
    const key = subkey(controllerKey(seed, 'decide', row, turn), seat);
    const count = options[seat].length;
    const chances = options[seat].map(() => 1 / count);
    const isTurn = interval % every === 0;
    return {
      at: draws(key).integer(count),
      reason: isTurn
        ? ({ ground: 'chance', values: null, deviations: null, chances } as const)
        : ({ ...PLANNED, ground: 'held' } as const),
    };
  };
  const decide = (situation: Situation): Decision =>
    decideInOrder(options, (seat) => {
      if (settings.kind === 'random') return chance(seat, situation, settings.every);
      const choice =
        settings.kind === 'static'
          ? settings.choices[seat]
          : choiceAt(settings.lanes[seat], situation.interval);
      return { at: numberOf(options, seat, choice), reason: PLANNED };
    });
  return {
    decide: (situations) => situations.map(decide),
    learn: () => undefined,
    snapshot: () => ({ kind: settings.kind, options, state: null }),
    restore: (snapshot) => void stateIn(snapshot, settings.kind, options),
    dispose: () => undefined,
  };
}
