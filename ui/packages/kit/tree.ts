import axe from "axe-core";

/**
 * For tests: the page as assistive technology finds it, one line a node – role, name, state, value, description. Roles, names
 * and what is hidden are axe's judgement, which knows the browsers' rules; only the writing down is ours.
 */
export function tree(page: HTMLElement = document.body): string {
  // A modal dialog makes everything else inert, which is no matter of attributes.
  const modal = [...page.querySelectorAll<HTMLElement>("dialog[open]")].at(-1);
  axe.setup(document);
  try {
    return `${written(gathered(modal ? pieces(modal) : inside(page)), "").join("\n")}\n`;
  } finally {
    axe.teardown();
  }
}

/** What axe's own types leave out of its public commons. */
interface Commons {
  aria: { getRole: (node: Element) => string | null };
  dom: { isVisibleToScreenReaders: (node: Element) => boolean };
}
const { aria, dom } = axe.commons as unknown as Commons;

interface Item {
  /** The node's own line. */
  line: string;
  children: readonly (Item | string)[];
}

/** Ends a run of text: what stands in the next block or element is said apart. */
const BREAK = Symbol("break");
type Piece = Item | string | typeof BREAK;

/** Whose content is their name or their value, and nothing beside it. */
const LEAVES = new Set([
  ...["button", "tab", "checkbox", "radio", "switch", "option", "menuitem", "menuitemcheckbox"],
  ...["menuitemradio", "img", "progressbar", "separator", "textbox", "searchbox", "combobox", "spinbutton"],
]);
/** Said only while there is something to say. */
const LIVE = new Set(["alert", "status", "log"]);
/** Named by their whole content, which is written below them anyway. */
const SUMMED = new Set(["table", "rowgroup", "row", "listitem"]);
const INLINE = new Set(["b", "br", "code", "em", "i", "kbd", "small", "strong"]);

function pieces(node: Node): Piece[] {
  if (node instanceof Text) return [node.data];
  if (!(node instanceof Element) || !dom.isVisibleToScreenReaders(node)) return [];
  const role = roleOf(node);
  if (role === null) {
    // The words of a label are the name of its field, and those of a legend of its group: they are written there.
    if (node instanceof HTMLLegendElement) return [];
    const parts = inside(node).filter((part) => typeof part === "object" || !isLabel(node));
    return INLINE.has(node.localName) ? [" ", ...parts, " "] : [BREAK, ...parts, BREAK];
  }
  const children = LEAVES.has(role) ? [] : gathered(inside(node));
  if ((LIVE.has(role) || node.hasAttribute("aria-live")) && children.length === 0) return [];
  const name = SUMMED.has(role) ? labelOf(node) : nameOf(node);
  const said = children.every((child) => typeof child === "string") && bare(children.join("")) === bare(name);
  return [{ line: lineOf(node, role, name), children: said ? [] : children }];
}

const isLabel = (node: Element) => node instanceof HTMLLabelElement && node.control !== null;

const inside = (node: Node): Piece[] => [...node.childNodes].flatMap(pieces);

function roleOf(node: Element): string | null {
  // No role stands for it, but everybody meets it as a field.
  if (node instanceof HTMLInputElement && node.type === "password") return "password";
  const role = aria.getRole(node);
  return role === null || role === "none" || role === "presentation" || role === "generic" ? null : role;
}

const nameOf = (node: Element) => tidy(axe.commons.text.accessibleText(node));

/** A name that was given, not gathered. */
const labelOf = (node: Element) =>
  node.hasAttribute("aria-label") || node.hasAttribute("aria-labelledby") ? nameOf(node) : "";

/** Neighbouring texts as one; blanks as a browser shows them. */
function gathered(parts: readonly Piece[]): (Item | string)[] {
  const found: (Item | string)[] = [];
  let text = "";
  const end = () => {
    if (tidy(text) !== "") found.push(tidy(text));
    text = "";
  };
  for (const part of parts) {
    if (typeof part === "string") {
      text += part;
      continue;
    }
    end();
    if (part !== BREAK) found.push(part);
  }
  end();
  return found;
}

const tidy = (text: string) => text.replace(/\s+/g, " ").trim();
const bare = (text: string) => text.replace(/\s+/g, "");

/** States whose `false` says something. */
const BOTH = new Set(["checked", "expanded", "pressed"]);
const STATES = [
  ...["busy", "checked", "current", "disabled", "expanded", "haspopup", "invalid", "multiselectable"],
  ...["pressed", "readonly", "required", "selected", "sort", "rowcount", "rowindex", "valuemax", "valuenow"],
];

function lineOf(node: Element, role: string, name: string): string {
  const states = STATES.flatMap((state) => {
    const value = stateOf(node, state);
    if (value === null || (value === "false" && !BOTH.has(state))) return [];
    return value === "true" ? [state] : [`${state}=${value}`];
  });
  const level = /^h([1-6])$/.exec(node.localName)?.[1];
  if (level !== undefined) states.unshift(`level=${level}`);
  if (node === document.activeElement) states.push("focused");
  const active = node.getAttribute("aria-activedescendant");
  if (active !== null && document.getElementById(active)) states.push("points into what it controls");
  const value = valueOf(node);
  const more = descriptionOf(node, name);
  return [
    role,
    name === "" ? "" : ` "${name}"`,
    states.length > 0 ? ` [${states.join(", ")}]` : "",
    value === null ? "" : ` = "${value}"`,
    more === "" ? "" : ` (${more})`,
  ].join("");
}

function stateOf(node: Element, state: string): string | null {
  const own = node.getAttribute(`aria-${state}`);
  if (own !== null) return own;
  if (node instanceof HTMLInputElement && state === "checked" && /radio|checkbox/.test(node.type)) {
    return String(node.checked);
  }
  switch (state) {
    case "disabled":
      return String(node.matches(":disabled"));
    case "required":
    case "readonly":
      return String(node.hasAttribute(state));
    default:
      return null;
  }
}

/** What stands in a field. */
function valueOf(node: Element): string | null {
  if (node instanceof HTMLSelectElement) return node.selectedOptions[0]?.label ?? "";
  if (node instanceof HTMLTextAreaElement) return node.value;
  if (!(node instanceof HTMLInputElement) || /radio|checkbox|button|submit/.test(node.type)) return null;
  return node.type === "password" ? "•".repeat(node.value.length) : node.value;
}

function descriptionOf(node: Element, name: string): string {
  const ids = node.getAttribute("aria-describedby")?.split(/\s+/) ?? [];
  const texts = ids.map((id) => {
    const words = document.getElementById(id);
    return words
      ? tidy(axe.commons.text.accessibleText(words, { inLabelledByContext: true }))
      : `nothing has the id ${id}`;
  });
  const own = node.getAttribute("aria-description");
  if (own !== null) texts.push(tidy(own));
  // A title that is not the name is read as a description where there is no other.
  const title = tidy(node.getAttribute("title") ?? "");
  const said = [name, node.textContent].some((words) => bare(words) === bare(title));
  if (texts.length === 0 && !said) texts.push(title);
  return texts.join(" ");
}

function written(children: readonly (Item | string)[], indent: string): string[] {
  return children.flatMap((child) => {
    if (typeof child === "string") return [`${indent}${child}`];
    const { line, children: below } = child;
    const [only] = below;
    // A list's texts stand beside their sign.
    if (below.length === 1 && typeof only === "string") return [`${indent}- ${line}: ${only}`];
    return [`${indent}- ${line}`, ...written(below, `${indent}  `)];
  });
}
