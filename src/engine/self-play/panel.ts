import type { Environment } from '#core/environment.ts';
import type { Key } from '#core/random.ts';
import { choiceSize } from '#core/spaces.ts';
import type { Individual } from '#protocol/messages.ts';
import { openGuests } from '../guests.ts';
import { writeMask } from '../masks.ts';
import type { RunState } from '../state.ts';

/** A position of a game for two in which player `who` is to move, put to one of a panel. */
export interface Question {
  readonly member: number;
  readonly position: unknown;
  readonly who: number;
}

/** Agents that were taken out of a run, and are asked for their greedy moves in many positions at a time. */
export interface Panel {
  /** The choices, one per question, of which each member gets no more than it has room for. */
  ask(questions: readonly Question[], step: number): Promise<readonly number[]>;
  dispose(): void;
}

/** `room`: questions that each of them can be asked at a time. */
export function openPanel(
  state: RunState,
  game: Environment,
  individuals: readonly Individual[],
  room: number,
  key: Key,
): Panel {
  const [player] = game.players;
  if (!player) throw new RangeError(`${game.id} has no players`);
  const width = choiceSize(player.observationSpace);
  const choiceCount = choiceSize(player.actionSpace);
  const config = { ...state.config, evaluation: { episodes: room } };
  const guests = openGuests(state, state.host, individuals, 'evaluate', { config, key });
  const observations = individuals.map(() => new Float32Array(room * width));
  const mask = individuals.map(() => new Float32Array(room * choiceCount));

  return {
    async ask(questions, step) {
      const asked = individuals.map(() => 0);
      const rows = questions.map(({ member, position, who }) => {
        const row = asked[member] as number; // a member, here and below
        asked[member] = row + 1;
        game.observe(position, who, observations[member] as Float32Array, row * width);
        const choices = game.choices?.(position, who) ?? [];
        writeMask(choices, choiceCount, mask[member] as Float32Array, row * choiceCount);
        return row;
      });
      if (questions.length === 0) return [];
      const active = Uint8Array.from(asked, (count) => (count > 0 ? 1 : 0));
      for (const [slot, flag] of active.entries()) {
        if (flag === 0) continue;
        guests.write('evaluate', 'observations', slot, observations[slot] as Float32Array);
        guests.write('evaluate', 'mask', slot, mask[slot] as Float32Array);
      }
      const running = guests.run('evaluate', step, active);
      if (running) await running;
      const answers = await guests.readAll('evaluate', 'actions');
      return questions.map(
        ({ member }, i) => answers[member * room + (rows[i] as number)] as number, // room rows a member
      );
    },
    dispose: () => guests.dispose(),
  };
}
