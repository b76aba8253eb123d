import { canonicalJson } from '#core/canonical-json.ts';
import { hasher } from '#core/hash.ts';
import type { TrainingPlan } from '#core/strategy/training-plan.ts';
import { parametersOf, runQuery, wholeValue } from './address.ts';
import { packJson, unpackJson } from './payload.ts';
import { STRATEGY_ROUTE } from './strategy-link.ts';

/** A plan by which teams evolve as a link: `#/strategy?t=<check>.<plan>`. Equal plans give equal links. */

const CHECK_DIGITS = 6;

/** Longer links are cut off by too many programs; such a plan travels as a file. */
const SHORT = 2000;

const checkOf = (payload: string): string => hasher().text(payload).hex().slice(0, CHECK_DIGITS);

/** The part of the address from '#' on; null: the plan is too long for a link. */
export function encodeTeamsLink(plan: TrainingPlan): string | null {
  const payload = packJson(canonicalJson(plan));
  const link = `${STRATEGY_ROUTE}?t=${checkOf(payload)}.${payload}`;
  return link.length > SHORT ? null : link;
}

export type DecodedTeams =
  /** The link holds no plan. */
  | { readonly kind: 'none' }
  /** May be anything: the engine reads it. */
  | { readonly kind: 'plan'; readonly plan: unknown }
  | { readonly kind: 'broken'; readonly message: string };

/** Reads a link, or the part of it from '#' on. Never throws. */
export function decodeTeamsLink(link: string): DecodedTeams {
  const query = runQuery(link, 'strategy');
  const value = new Map(query === null ? [] : parametersOf(query)).get('t');
  if (value === undefined) return { kind: 'none' };
  const [check = '', payload = ''] = wholeValue(value).split('.');
  if (check !== checkOf(payload))
    return { kind: 'broken', message: 'It was changed or cut off on its way.' };
  const unpacked = unpackJson(payload);
  return unpacked.ok
    ? { kind: 'plan', plan: unpacked.value }
    : { kind: 'broken', message: unpacked.message };
}
