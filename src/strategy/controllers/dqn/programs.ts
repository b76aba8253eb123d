import { type Builder, defineProgram } from '#compute/builder.ts';
import type { Program } from '#compute/program.ts';
import type { Value } from '#compute/value.ts';
import type { DqnSettings } from '#core/strategy/controller-settings.ts';
import { SEATS, type Seat } from '#core/strategy/seats.ts';
import type { DqnLayout, SeatLayout } from './layout.ts';

/** Programs by name, with the values that the host writes and those that it reads. */
export type DqnPrograms = {
  /** Q-values of a seat's choices, a row for each classifier, from its state and what was chosen before. */
  readonly [Name in `act ${Seat}`]: { readonly inputs: 'seen'; readonly outputs: 'q' };
} & {
  /** One update of all networks from remembered experiences. */
  readonly learn: { readonly inputs: never; readonly outputs: never };
} & {
  /** The same of one seat's networks, which learn by themselves. */
  readonly [Name in `learn ${Seat}`]: { readonly inputs: never; readonly outputs: never };
} & {
  /** Copies the networks to those that follow them. */
  readonly copy: { readonly inputs: never; readonly outputs: never };
};

/** Fields remembered of an experience, and how many numbers each has. */
export const experienceFields = ({ width, flags }: DqnLayout) => ({
  states: width,
  /** 1 for each choice that was made. */
  flags,
  /** Number of each seat's choice. */
  augmentation: 1,
  optimizer: 1,
  schedule: 1,
  loss: 1,
  /** Number of returns: one of each seat. */
  returns: SEATS.length,
  nexts: width,
  ended: 1,
});

/** TD errors beyond this count linearly where losses are Huber's. */
const HUBER_DELTA = 1;
/** Longest gradient of a network. */
const CLIP = 10;

export const dqnPrograms = (settings: DqnSettings, layout: DqnLayout, rows: number): Program[] => [
  ...layout.seats.map((each) =>
    defineProgram(`act ${each.seat}`, (p) => {
      const seen = p.input('seen', rows, layout.width + each.before);
      const state = p.columns(seen, { from: 0, width: layout.width });
      const before =
        each.before === 0 ? [] : [p.columns(seen, { from: layout.width, width: each.before })];
      const own = besides(p, [...sightOf(p, each, state), ...before]);
      p.output('q', qValues(p, settings, each.seat, each, own).q);
    }),
  ),
  ...learningPrograms(settings).map((name) =>
    defineProgram(name, (p) =>
      learn(p, settings, layout, (seat) => name === 'learn' || name === `learn ${seat}`),
    ),
  ),
  defineProgram('copy', (p) => {
    for (const { seat, target } of layout.seats) p.softUpdate(target, seat, 1);
  }),
];

/** The programs that make an update: one of each seat where seats learn by themselves, and so side by side. */
export const learningPrograms = ({
  mixing,
}: Pick<DqnSettings, 'mixing'>): readonly ('learn' | `learn ${Seat}`)[] =>
  mixing === 'independent' ? SEATS.map((seat) => `learn ${seat}` as const) : ['learn'];

type Writer = Builder<string, string>;

/** A network's Q-values, and its outputs, from which the way back begins. */
interface Judged {
  readonly q: Value;
  readonly outputs: Value;
}

function qValues(
  p: Writer,
  { dueling }: DqnSettings,
  network: string,
  { choices }: SeatLayout,
  seen: Value,
): Judged {
  const outputs = p.forward(network, seen);
  return { q: dueling ? p.dueling(outputs, choices) : outputs, outputs };
}

type Batch = Readonly<Record<keyof ReturnType<typeof experienceFields>, Value>>;

/** A seat's part of an update. */
interface Part extends SeatLayout {
  /** Index of the seat. */
  readonly at: number;
  readonly batch: Batch;
  readonly judged: Judged;
  readonly actions: Value;
  /** Value of the choices that were made, [B × 1]. */
  readonly value: Value;
}

/** Returns the parts of a state that a seat sees. */
const sightOf = (p: Writer, { sight }: SeatLayout, state: Value): Value[] =>
  sight ? sight.map((columns) => p.columns(state, columns)) : [state];

const besides = (p: Writer, values: readonly Value[]): Value =>
  values.length === 1 ? (values[0] as Value) : p.beside(...values);

/** One gradient step of the networks of some seats on a minibatch, then one of those that follow them. */
function learn(
  p: Writer,
  settings: DqnSettings,
  layout: DqnLayout,
  learns: (seat: Seat) => boolean,
): void {
  const { mixing, huber, sharing } = settings;
  const draw = () => p.sample(experienceFields(layout), { hyperparameter: 'batch' });
  const shared = draw();
  const seenBy = (each: SeatLayout, state: Value, flags: Value) => {
    const before = each.before === 0 ? [] : [p.columns(flags, { from: 0, width: each.before })];
    return besides(p, [...sightOf(p, each, state), ...before]);
  };
  // Drawn for all seats: which one a draw is decides what it draws.
  const batches = layout.seats.map((_, at) => (sharing.minibatch || at === 0 ? shared : draw()));
  const parts = layout.seats.flatMap((each, at): Part[] => {
    if (!learns(each.seat)) return [];
    const batch = batches[at] as Batch; // one for each
    const seen = seenBy(each, batch.states, batch.flags);
    const judged = qValues(p, settings, each.seat, each, seen);
    const actions = batch[each.seat];
    return [{ ...each, at, batch, judged, actions, value: p.chosen(judged.q, actions) }];
  });
  /** Returns the value of a seat's best choice, by the target network. */
  const bestOf = (each: SeatLayout, seen: Value): Value => {
    const { q } = qValues(p, settings, each.target, each, seen);
    const judge = settings.double ? qValues(p, settings, each.seat, each, seen).q : q;
    return p.chosen(q, p.argmax(judge));
  };
  const nextBest = (part: Part): Value =>
    bestOf(part, seenBy(part, part.batch.nexts, part.batch.flags));
  const afterwards = ({ at, batch }: Part, next: Value): Value =>
    p.tdTarget({
      next,
      rewards: p.columns(batch.returns, { from: at, width: 1 }),
      terminated: batch.ended,
      gamma: { hyperparameter: 'bootstrap' },
    });
  const errorOf = (value: Value, target: Value) =>
    huber ? p.huberError(value, target, HUBER_DELTA) : p.squaredError(value, target);
  const [first] = parts as [Part]; // of four where they learn together

  const errors =
    mixing === 'vdn'
      ? sharedError()
      : parts.map((part, at) => errorOf(part.value, targetOf(part, parts[at + 1])));

  /** All seats have the error of their sum, whose slope is 1 in each. */
  function sharedError() {
    const sumOf = (values: readonly Value[]) => values.reduce((sum, each) => p.sum(sum, each));
    const target = afterwards(first, sumOf(parts.map(nextBest)));
    const error = errorOf(sumOf(parts.map(({ value }) => value)), target);
    return parts.map(() => error);
  }

  /** Target of a seat: a choice is worth what the seat after it makes of it; the last one brings the reward. */
  function targetOf(part: Part, after: Part | undefined): Value {
    if (mixing !== 'sequential') return afterwards(part, nextBest(part));
    if (after) return bestOf(after, seenBy(after, after.batch.states, after.batch.flags));
    return afterwards(part, nextBest(first));
  }

  parts.forEach(({ seat, judged, actions, choices }, at) => {
    const { gradient } = errors[at] as (typeof errors)[number]; // one for each
    const slope = p.chosenGradient(judged.q, actions, gradient);
    p.backward(judged.outputs, settings.dueling ? p.duelingGradient(slope, choices) : slope);
    p.clipGradientNorm(seat, CLIP);
  });
  for (const { seat } of parts) p.adam(seat, { hyperparameter: 'learningRate' });
  if (settings.target.kind === 'soft')
    for (const { seat, target } of parts) p.softUpdate(target, seat, { hyperparameter: 'share' });
}
