/** A function that gives its last answer again when it is asked the same. */
export function remembered<Arguments extends readonly unknown[], T>(
  compute: (...asked: Arguments) => T,
): (...asked: Arguments) => T {
  let last: { readonly asked: Arguments; readonly answer: T } | null = null;
  return (...asked) => {
    const { asked: before } = last ?? {};
    if (!last || !before?.every((each, i) => Object.is(each, asked[i])))
      last = { asked, answer: compute(...asked) };
    return last.answer;
  };
}
