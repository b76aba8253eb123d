import { create } from 'zustand';
import type { StripColouring } from './strip-colours.ts';

/** Settings of the genealogy. They hold from run to run, for as long as the page is open. */
export interface TreeSettings {
  readonly colouring: StripColouring;
  /** True when the common trunk runs level in the middle. */
  readonly straight: boolean;
  readonly extinct: boolean;
  readonly allEdges: boolean;
  /** True when the line on how to read the tree is shown. */
  readonly explained: boolean;
}

const KEY = 'genealogy-explained';

function wasExplained(): boolean {
  try {
    return localStorage.getItem(KEY) !== null;
  } catch {
    return false; // storage may be forbidden: then each visit explains
  }
}

export const useTreeSettings = create<TreeSettings>(() => ({
  colouring: 'fitness',
  straight: false,
  extinct: false,
  allEdges: false,
  explained: !wasExplained(),
}));

/** Puts the explanation away, for later visits too. */
export function dismissExplanation(): void {
  useTreeSettings.setState({ explained: false });
  try {
    localStorage.setItem(KEY, 'dismissed');
  } catch {
    // It stays away for this visit.
  }
}
