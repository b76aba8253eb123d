import { isRecord } from '#core/plain-data.ts';

/** Memory of the evolution that this tab shows, so that it goes on after a reload. */
export interface TeamsMemory {
  readonly id: string;
  /** True when it was being computed, and did not wait. */
  readonly goesOn: boolean;
}

const KEY = 'evolution-playground teams';

/** Null: none was shown. */
export function rememberedTeams(): TeamsMemory | null {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? 'null');
    return isRecord(kept) && typeof kept['id'] === 'string'
      ? { id: kept['id'], goesOn: kept['goesOn'] === true }
      : null;
  } catch {
    return null; // storage may be forbidden, or somebody else wrote there
  }
}

export function rememberTeams(memory: TeamsMemory | null): void {
  try {
    if (memory) sessionStorage.setItem(KEY, JSON.stringify(memory));
    else sessionStorage.removeItem(KEY);
  } catch {
    // Storage may be forbidden or full; then a reload does not go on by itself.
  }
}
