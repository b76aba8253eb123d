import { create } from 'zustand';
import { storedForVisits } from '#store/stored-text.ts';
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

const stored = storedForVisits('genealogy-explained');

export const useTreeSettings = create<TreeSettings>(() => ({
  colouring: 'fitness',
  straight: false,
  extinct: false,
  allEdges: false,
  explained: stored.read() === null,
}));

/** Puts the explanation away, for later visits too. */
export function dismissExplanation(): void {
  useTreeSettings.setState({ explained: false });
  stored.write('dismissed');
}
