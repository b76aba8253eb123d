/** A failure and its reason, as a sentence. */
export function failureWords(what: string, error: unknown): string {
  const why = error instanceof Error ? error.message : String(error);
  return `${what}: ${why.replace(/\.$/, '')}.`;
}
