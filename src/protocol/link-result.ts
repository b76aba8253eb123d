/**
 * Reads the sender's result from a link; `wrong` says why it cannot be right, null where it can. A result that cannot be
 * read is told in a notice and left out: the run can be made without it.
 */
export function readLinkResult<D>(
  parameters: URLSearchParams,
  unpack: (
    payload: string,
    engine: string,
  ) => { readonly ok: true; readonly digest: D } | { readonly ok: false; readonly message: string },
  wrong: (digest: D) => string | null,
): { readonly digest: D | null; readonly notices: readonly string[] } {
  const payload = parameters.get('r');
  if (payload === null) return { digest: null, notices: [] };
  const lost = (why: string) => ({
    digest: null,
    notices: [`The result in the link cannot be read: ${why}. The run can be made without it.`],
  });
  const engine = parameters.get('e') ?? '';
  if (!/^[\w.-]{1,20}$/.test(engine))
    return lost('it does not say which version of the engine made it');
  const unpacked = unpack(payload, engine);
  if (!unpacked.ok) return lost(unpacked.message.replace(/\.$/, ''));
  const { digest } = unpacked;
  const why = wrong(digest);
  return why === null ? { digest, notices: [] } : lost(why);
}
