/** Elements of the page that reach beyond a side of the screen and are not cut off on purpose. Runs in the page. */
export function outsideTheScreen(): string[] {
  const isCut = (element: Element): boolean => {
    for (let box: Element | null = element.parentElement; box !== null; box = box.parentElement) {
      const { overflowX, position, clipPath } = getComputedStyle(box);
      if (/hidden|clip/.test(overflowX) || clipPath !== 'none') return true;
      if (position === 'fixed') return false;
    }
    return false;
  };
  const told: string[] = [];
  for (const element of document.querySelectorAll('body *')) {
    const { left, right, width } = element.getBoundingClientRect();
    const { overflowX, clipPath } = getComputedStyle(element);
    const beyond = width > 1 && (left < -0.5 || right > innerWidth + 0.5);
    const scrolls = /auto|scroll/.test(overflowX) && element.scrollWidth > element.clientWidth;
    const hidden = clipPath !== 'none' || isCut(element);
    if ((beyond && !hidden) || scrolls) told.push(`${element.tagName} ${element.className} ${left}…${right}`);
  }
  return told;
}
