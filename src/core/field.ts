import type { ActionKind, Training } from './algorithm.ts';
import type { Choice } from './choice.ts';
import type { Family } from './lineage.ts';
import { signed } from './signed.ts';

/**
 * A field of a run configuration: its words, its limits, and whether it may change while the run goes on. Fields of one
 * group stand together in the form.
 */
export type Field<Group extends string = FieldGroup> = FieldWords<Group> & FieldValues;

export type FieldGroup =
  | 'task'
  | 'environment'
  | 'population'
  | 'algorithm'
  | 'network'
  | 'selection'
  | 'mutation'
  | 'training'
  | 'evaluation'
  | 'target';

export type HyperparameterPart = 'value' | 'evolves' | 'min' | 'max' | 'grow' | 'shrink';

interface FieldWords<Group> {
  /** Path, such as 'selection.tournamentSize'. */
  readonly path: string;
  readonly label: string;
  /** One plain sentence for a newcomer. */
  readonly explanation: string;
  readonly group: Group;
  readonly unit?: string;
  /** True when it may be edited while the run goes on. */
  readonly live: boolean;
  /** Set where it says how much agents try that they do not think best, to the end of the run. */
  readonly exploration?: true;
  /** Path of the field that its number must not exceed; absent: there is none. */
  readonly atMost?: string;
  /** The hyperparameter that it is about, by name, and what of it it says; absent: it is about none. */
  readonly hyperparameter?: { readonly name: string; readonly part: HyperparameterPart };
  /** The family of mutations whose relative probability it is; absent: it is none. */
  readonly share?: Family;
  /** A field only of tasks whose observations are images. */
  readonly image?: true;
  /** The only kind of training for which it means something; a form for another leaves it out. */
  readonly training?: Training;
  /** The only kind of action for which it means something; a form for a task without leaves it out. */
  readonly actions?: ActionKind;
  /**
   * The field may be left out, and has this value then. A parsed configuration leaves it out wherever it has it, so
   * that fields which come later change neither links nor what counts as the same run.
   */
  readonly defaultValue?: number | boolean | string;
}

/** Kind of a field's values, and their limits, all inclusive. */
export type FieldValues =
  | {
      readonly kind: 'integer' | 'real';
      readonly lowest: number;
      readonly highest: number;
      readonly scale: 'log' | 'linear';
    }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'choice'; readonly choices: readonly Choice[] }
  | {
      /** A list of whole numbers. */
      readonly kind: 'integers';
      readonly lowest: number;
      readonly highest: number;
      readonly fewest: number;
      readonly most: number;
    }
  /** Any of the choices, each once. */
  | { readonly kind: 'choices'; readonly choices: readonly Choice[] };

/** Returns the values a field accepts, in words that follow 'it must be'. */
export function expectation(field: FieldValues): string {
  switch (field.kind) {
    case 'integer':
      return `a whole number from ${bound(field.lowest)} to ${bound(field.highest)}`;
    case 'real':
      return `a number from ${bound(field.lowest)} to ${bound(field.highest)}`;
    case 'boolean':
      return 'true or false';
    case 'choice':
      return `one of ${list(field.choices)}`;
    case 'integers':
      return `a list of ${field.fewest} to ${field.most} whole numbers from ${field.lowest} to ${field.highest}`;
    case 'choices':
      return `a list of some of ${list(field.choices)}, each at most once`;
    default:
      return field satisfies never;
  }
}

const bound = (value: number) => signed(value, String);

const list = (choices: readonly Choice[]) => choices.map(({ value }) => `'${value}'`).join(', ');

/** Tells whether a value may stand in a field. */
export function accepts(field: FieldValues, value: unknown): boolean {
  switch (field.kind) {
    case 'integer':
      return Number.isInteger(value) && within(field, value);
    case 'real':
      return within(field, value);
    case 'boolean':
      return typeof value === 'boolean';
    case 'choice':
      return isChoice(field.choices, value);
    case 'integers':
      return (
        Array.isArray(value) &&
        value.length >= field.fewest &&
        value.length <= field.most &&
        value.every((entry) => Number.isInteger(entry) && within(field, entry))
      );
    case 'choices':
      return (
        Array.isArray(value) &&
        value.every((entry) => isChoice(field.choices, entry)) &&
        new Set(value).size === value.length
      );
    default:
      return field satisfies never;
  }
}

/** False for NaN. */
const within = (limits: { readonly lowest: number; readonly highest: number }, value: unknown) =>
  typeof value === 'number' && value >= limits.lowest && value <= limits.highest;

const isChoice = (choices: readonly Choice[], value: unknown) =>
  choices.some((choice) => choice.value === value);
