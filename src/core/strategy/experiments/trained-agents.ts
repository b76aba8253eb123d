import { type Hand, withHand } from '../hand.ts';
import { SEATS, type Seat } from '../seats.ts';
import type { StrategyCatalog } from '../strategy-catalog.ts';
import type { Experiment } from './experiment.ts';
import { fixedRow, teamRow, trainedTeams, withRows } from './parts.ts';
import { FEWER_AGENTS, SUBSETS, seatsOfArm, starred } from './subsets.ts';

/** The choices of “Standard” for whole runs, for all seats but some. */
function heldBut(on: readonly Seat[], { base }: StrategyCatalog): Hand | undefined {
  const off = SEATS.filter((seat) => !on.includes(seat)).map((seat) => [seat, base[seat]] as const);
  return withHand(undefined, 0, Object.fromEntries(off), true);
}

/** One agent of a team that has learned before the run, and learns no more, is worth what is lost without it. */
export const trainedAgents: Experiment = {
  id: 'trained-agents',
  title: 'Ablation of trained agents',
  question:
    'What is each agent of a trained team worth? All 16 subsets of the first that comes with the page, which learns no more; the seat of who is left out is held at the choice of “Standard”. They learned together and are not trained anew: where they decide in order, the others choose beside what the one that is left out had planned, as if it stood. Those that the paper has bear a star.',
  paper:
    'The paper’s figure 5 has 97.4 for all four, 95.3 to 96.6 without one of them, and 91.7 without any.',
  figures: ['mAP', 'tail', 'tailF1'],
  against: { row: starred(SEATS) },
  paperSign: FEWER_AGENTS,
  seatsOf: seatsOfArm,
  obstacle: (_, { trained }) =>
    trained.length === 0 ? 'No trained team comes with this page yet.' : null,
  plan(base, catalog) {
    const teams = trainedTeams(catalog).slice(0, 1);
    const rows = teams.flatMap((team) =>
      SUBSETS.filter((on) => on.length > 0).map((on) => {
        const hand = heldBut(on, catalog);
        return { ...teamRow(team), name: starred(on), ...(hand && { hand }) };
      }),
    );
    return [
      { key: '', config: withRows(base, [...rows, fixedRow(starred([]), catalog.base)], teams) },
    ];
  },
};
