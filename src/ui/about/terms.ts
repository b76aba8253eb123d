import { GLOSSARY } from './glossary.ts';

/** A stretch of a text; `term`: that of the glossary which it is. */
export interface Stretch {
  readonly text: string;
  readonly term?: string;
}

const ENDINGS = '(?:s|es)?';
const TERM = new RegExp(
  `\\b(${GLOSSARY.map(([term]) => term.toLowerCase())
    .sort((a, b) => b.length - a.length)
    .join('|')})${ENDINGS}\\b`,
  'gi',
);

/** A text in stretches, the first of each term of the glossary by itself. `seen`: terms that came before it. */
export function withTerms(text: string, seen: Set<string> = new Set()): readonly Stretch[] {
  const stretches: Stretch[] = [];
  let end = 0;
  for (const match of text.matchAll(TERM)) {
    const term = match[1]?.toLowerCase() ?? '';
    if (seen.has(term)) continue;
    seen.add(term);
    if (match.index > end) stretches.push({ text: text.slice(end, match.index) });
    stretches.push({ text: match[0], term });
    end = match.index + match[0].length;
  }
  if (end < text.length) stretches.push({ text: text.slice(end) });
  return stretches;
}

/** Meaning of a term, by the glossary. */
export const meaningOf = (term: string): string =>
  GLOSSARY.find(([name]) => name.toLowerCase() === term.toLowerCase())?.[1] ?? '';
