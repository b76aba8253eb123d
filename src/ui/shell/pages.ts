import type { Page } from './route.ts';

/** Pages that every page leads to, each with those that are a part of it. */
export const PAGES: readonly {
  readonly label: string;
  readonly hash: string;
  readonly pages: readonly Page[];
}[] = [
  { label: 'Evolve', hash: '#/evolve', pages: ['evolve'] },
  { label: 'Strategy', hash: '#/strategy', pages: ['strategy'] },
  { label: 'Compare', hash: '#/compare', pages: ['compare'] },
  { label: 'Library', hash: '#/runs', pages: ['runs'] },
  { label: 'About', hash: '#/about', pages: ['about', 'agilerl', 'matAgent'] },
];
