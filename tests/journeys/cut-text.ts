/**
 * Texts of the page that are cut where they stand, each with what it needs and has, px: values of fields, every option
 * that a list may show, and what ends in an ellipsis. Runs in the page.
 */
export function findCutTexts(): string[] {
  const isSeen = (element: Element) =>
    element.checkVisibility({ visibilityProperty: true }) &&
    element.getBoundingClientRect().width > 2;
  const brush = document.createElement('canvas').getContext('2d');
  if (!brush) throw new Error('there is nothing to measure texts with');
  const ARROW = 20;
  const cut: string[] = [];
  for (const field of document.querySelectorAll<HTMLInputElement | HTMLSelectElement>(
    'input:is([type=text], [type=number]), select',
  )) {
    if (!isSeen(field)) continue;
    const style = getComputedStyle(field);
    brush.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    const texts =
      field instanceof HTMLSelectElement
        ? [...field.options].map(({ text }) => text)
        : [field.value];
    const inner =
      field.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    const has = field instanceof HTMLSelectElement ? inner - ARROW : inner;
    for (const text of texts) {
      const needs = brush.measureText(text).width;
      if (needs > has + 1) cut.push(`“${text}” needs ${Math.ceil(needs)} and has ${has}`);
    }
  }
  for (const element of document.querySelectorAll<HTMLElement>('body *'))
    if (
      getComputedStyle(element).textOverflow === 'ellipsis' &&
      isSeen(element) &&
      element.scrollWidth > element.clientWidth + 1
    )
      cut.push(
        `“${element.textContent}” needs ${element.scrollWidth} and has ${element.clientWidth}`,
      );
  return cut;
}
