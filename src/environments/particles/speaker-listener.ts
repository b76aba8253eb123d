import type { Environment } from '#core/environment.ts';
import type { Scene } from '#core/scene.ts';
import { box } from '#core/spaces.ts';
import {
  type ActionKind,
  choices,
  choosing,
  EPISODE,
  MOVES,
  movingSpace,
  pushOf,
  storedChoices,
} from './actions.ts';
import { disc, drawn, line, ring, sign } from './draw-particles.ts';
import { type Body, distance, type Motion, moved, offset } from './particles.ts';
import { bothAxes, scattered, written } from './place.ts';

/**
 * MPE2's `simple_speaker_listener_v4` (Lowe et al. 2017, "cooperative communication"). The speaker sees which of three
 * landmarks is meant and says one of three words; the listener hears the word of the step before and moves.
 * Reward of both: −(distance of the listener to the landmark meant)².
 */
export interface SpeakerListenerState {
  /** Speaker, listener, then the landmarks. */
  readonly motions: readonly Motion[];
  /** Index of the landmark that is meant. */
  readonly goal: number;
  /** Share of each word in what was said in the last step. */
  readonly message: readonly number[];
}

const WORDS = 3;
const SPEAKER = 0;
const LISTENER = 1;
const LANDMARKS = 2; // the first of them
const AGENT = { radius: 0.075, collides: false, strength: 5 } as const;
const LANDMARK: Body = { radius: 0.04, moves: false, collides: false, strength: 0 };
const BODIES: readonly Body[] = [
  { ...AGENT, moves: false },
  { ...AGENT, moves: true },
  ...Array.from({ length: WORDS }, () => LANDMARK),
];

const NAMES = ['disc', 'square', 'triangle']; // as they are drawn
const HIGH_COLOUR = 0.65; // of the landmark meant, as the speaker sees it
const LOW_COLOUR = 0.15; // of the others

export const speakerListener = (
  kind: ActionKind = 'discrete',
): Environment<SpeakerListenerState> => ({
  id: `simple_speaker_listener_v4${kind === 'continuous' ? ' (continuous)' : ''}`,
  title: kind === 'continuous' ? 'Speaker and listener, continuous' : 'Speaker and listener',
  summary:
    'The speaker sees which landmark is meant but cannot move; the listener can move but does not see it. They must agree on what three words mean. Both pay, in every step, the squared distance of the listener to that landmark.',
  depicts:
    'The grey disc is the speaker; the sign in the ring above it is the word that it says. The plain disc is the listener, which hears it along the line. The landmark with a ring is the one meant: only the speaker sees that.',
  players: [
    {
      name: 'speaker',
      observationSpace: box([WORDS], LOW_COLOUR, HIGH_COLOUR),
      actionSpace: choosing(kind, WORDS),
    },
    {
      name: 'listener',
      observationSpace: box([2 + 2 * WORDS + WORDS], -Infinity, Infinity),
      actionSpace: movingSpace(kind),
    },
  ],
  maxSteps: EPISODE,
  secondsPerStep: 0.1,
  returnRange: [-100, -10],
  solvedAt: -25,
  observationLabels: [
    ...NAMES.map((name) => `${name} is meant`),
    ...bothAxes('velocity'),
    ...bothAxes(...NAMES.map((name) => `to the ${name}`)),
    ...NAMES.map((_, word) => `word ${word + 1} heard`),
  ],
  actionLabels: [...NAMES.map((_, word) => `say word ${word + 1}`), ...MOVES],

  reset(draws) {
    const goal = draws.integer(WORDS);
    return {
      goal,
      motions: scattered(draws, BODIES.length),
      message: Array.from({ length: WORDS }, () => 0),
    };
  },

  step({ motions, goal }, action) {
    const push = pushOf(kind, action, storedChoices(kind, WORDS));
    const state = {
      goal,
      motions: moved(BODIES, motions, [[0, 0], push]),
      message: choices(kind, action, 0, WORDS),
    };
    const apart = listenersDistance(state);
    const reward = -apart * apart;
    return { state, rewards: [reward, reward], terminated: false };
  },

  observe({ motions, goal, message }, player, into, at) {
    if (player === SPEAKER) {
      const colours = message.map((_, i) => (i === goal ? HIGH_COLOUR : LOW_COLOUR));
      written(into, at, colours);
      return;
    }
    const { position, velocity } = motions[LISTENER] as Motion;
    const landmarks = motions.slice(LANDMARKS).map((each) => offset(position, each.position));
    written(into, at, velocity, ...landmarks, message);
  },

  draw,
});

/** Distance of the listener to the landmark that is meant. */
const listenersDistance = ({ motions, goal }: SpeakerListenerState): number =>
  distance((motions[LISTENER] as Motion).position, (motions[LANDMARKS + goal] as Motion).position);

/** The landmark meant is ringed; the speaker's word stands above it, as the sign of the landmark of that number. */
function draw({ motions, goal, message }: SpeakerListenerState): Scene {
  const at = (body: number) => (motions[body] as Motion).position;
  const said = message.indexOf(Math.max(...message));
  const isSpeaking = (message[said] ?? 0) > 0;
  const [x, y] = at(SPEAKER);
  const bubble = [x, y + 0.24] as const;
  return drawn(
    line(at(SPEAKER), at(LISTENER), 'faint'),
    ring(at(LANDMARKS + goal), 0.17, 'goal'),
    ...NAMES.map((_, i) => sign(i, at(LANDMARKS + i), 0.08, 'goal')),
    disc(at(SPEAKER), 0.1, 'joint'),
    ...(isSpeaking ? [ring(bubble, 0.13, 'flame'), sign(said, bubble, 0.06, 'flame')] : []),
    disc(at(LISTENER), 0.1, 'body'),
  );
}
