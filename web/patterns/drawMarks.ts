import type { Mark } from '../../domain/charts/svg.ts';

const SVG = 'http://www.w3.org/2000/svg';

/**
 * Draws marks into a parent whose children are the marks drawn before, and touches what differs only. A brush changes
 * thousands of marks: to describe them all to React once more and let it compare took most of the time of a brush.
 */
export function drawMarks(parent: Element, marks: readonly Mark[], before: readonly Mark[], from = 0): void {
  for (let at = 0; at < marks.length; at++) {
    const mark = marks[at]!;
    const old = before[at];
    const node = parent.childNodes[from + at];
    if (old === undefined || node === undefined) parent.append(nodeOf(mark));
    else if (isAlike(mark, old)) update(node as Element, mark, old);
    else node.replaceWith(nodeOf(mark));
  }
  for (let at = before.length; at > marks.length; at--) parent.lastChild?.remove();
}

function nodeOf(mark: Mark): Element {
  const node = document.createElementNS(SVG, mark.tag);
  for (const name in mark.attrs) node.setAttribute(name, String(mark.attrs[name]));
  if (mark.pick !== undefined) node.setAttribute('data-pick', mark.pick);
  if (mark.title !== undefined) {
    const title = document.createElementNS(SVG, 'title');
    title.textContent = mark.title;
    node.append(title);
  }
  if (mark.text !== undefined) node.append(mark.text);
  for (const child of mark.children ?? []) node.append(nodeOf(child));
  return node;
}

/** Whether a node drawn for one mark can become the other by changing what it has: title and text keep their places. */
function isAlike(a: Mark, b: Mark): boolean {
  return (
    a.tag === b.tag &&
    (a.title === undefined) === (b.title === undefined) &&
    (a.text === undefined) === (b.text === undefined) &&
    (a.pick === undefined) === (b.pick === undefined)
  );
}

function update(node: Element, mark: Mark, old: Mark): void {
  if (mark === old) return;
  for (const name in mark.attrs) {
    const value = mark.attrs[name];
    if (value !== old.attrs[name]) node.setAttribute(name, String(value));
  }
  for (const name in old.attrs) if (!(name in mark.attrs)) node.removeAttribute(name);
  if (mark.pick !== undefined && mark.pick !== old.pick) node.setAttribute('data-pick', mark.pick);
  let from = 0;
  if (mark.title !== undefined) {
    if (mark.title !== old.title) node.childNodes[0]!.textContent = mark.title;
    from++;
  }
  if (mark.text !== undefined) {
    if (mark.text !== old.text) node.childNodes[from]!.nodeValue = mark.text;
    from++;
  }
  if (mark.children || old.children) drawMarks(node, mark.children ?? [], old.children ?? [], from);
}
