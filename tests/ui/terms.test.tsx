// @vitest-environment happy-dom
import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { GLOSSARY } from '#ui/about/glossary.ts';
import { MatAgentPage } from '#ui/about/MatAgentPage.tsx';
import { Terms, WithTerms } from '#ui/about/Term.tsx';
import { meaningOf, withTerms } from '#ui/about/terms.ts';
import { pageOf } from '#ui/shell/route.ts';

test('the first of each term of the glossary is found in a text, in the plural too, and no part of a word', () => {
  const text = 'Agents of a generation: each agent is an agentive thing. Fitness counts.';
  const found = withTerms(text).filter(({ term }) => term !== undefined);
  expect(found).toEqual([
    { text: 'Agents', term: 'agent' },
    { text: 'generation', term: 'generation' },
    { text: 'Fitness', term: 'fitness' },
  ]);
  expect(
    withTerms(text)
      .map((stretch) => stretch.text)
      .join(''),
  ).toBe(text);
  for (const [term, words] of GLOSSARY) expect(meaningOf(term)).toBe(words);
});

test('a term is a button that opens what it means', () => {
  render(<Terms text="The elite stays." />);
  const term = screen.getByRole('button', { name: 'elite: what it means' });
  const card = document.getElementById(term.getAttribute('popovertarget') ?? '');
  expect(card?.getAttribute('popover')).toBe('auto');
  expect(card?.textContent).toContain(meaningOf('elite'));
});

test('words among other elements open too, each term once', () => {
  const words = (
    <>
      <strong>An agent.</strong> The elite of {3} agents, and another <em>mutant</em> elite; a
      champion.
    </>
  );
  render(<WithTerms>{words}</WithTerms>);
  const found = screen.getAllByRole('button').map(({ textContent }) => textContent);
  expect(found).toEqual(['elite', 'agents', 'champion']);
  expect(document.querySelector('strong')?.textContent).toBe('An agent.');
});

test('the differences from AgileRL, and what MAT-Agent leaves open, have pages of their own', () => {
  expect(pageOf('#/about')).toBe('about');
  expect(pageOf('#/about/agilerl')).toBe('agilerl');
  expect(pageOf('#/about/mat-agent')).toBe('matAgent');
  render(<MatAgentPage />);
  expect(screen.getAllByRole('row').length).toBeGreaterThan(10);
  expect(screen.getByText(/^A re-implementation in the spirit of MAT-Agent/)).toBeTruthy();
});
