import { isRecord } from '#core/plain-data.ts';
import { storedInTab } from '../../stored-text.ts';

/** Memory of the evolution that this tab shows, so that it goes on after a reload. */
export interface TeamsMemory {
  readonly id: string;
  /** True when it was being computed, and did not wait. */
  readonly goesOn: boolean;
}

const stored = storedInTab('evolution-playground teams');

/** Null: none was shown. */
export function rememberedTeams(): TeamsMemory | null {
  const kept = stored.readJson();
  return isRecord(kept) && typeof kept['id'] === 'string'
    ? { id: kept['id'], goesOn: kept['goesOn'] === true }
    : null;
}

export const rememberTeams = (memory: TeamsMemory | null): void =>
  stored.write(memory && JSON.stringify(memory));
