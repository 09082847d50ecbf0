import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const css = readFileSync("packages/kit/tokens.css", "utf8");

function theme(selector: string): Map<string, string> {
  const block = css.slice(css.indexOf(selector));
  const body = block.slice(block.indexOf("{") + 1, block.indexOf("\n}"));
  return new Map(
    [...body.matchAll(/--xb-([\w-]+):\s*(#[0-9A-F]{6});/g)].map((found) => [found[1] ?? "", found[2] ?? ""]),
  );
}

/** Relative luminance of WCAG 2. */
function luminance(colour: string): number {
  const channel = (at: number) => {
    const c = parseInt(colour.slice(at, at + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

function contrast(colours: Map<string, string>, front: string, back: string): number {
  const [a, b] = [colours.get(front) ?? "", colours.get(back) ?? ""].map(luminance) as [number, number];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

const texts = [
  ["ink", "surface"],
  ["ink-2", "sunken"],
  ["ink-3", "sunken"],
  ["ink-3", "app"],
  ["on-accent", "accent"],
  ["accent-ink", "accent-wash"],
  ["ink", "bad-wash"],
  ...["calm", "ok", "wait", "bad"].flatMap((status) => [
    [status, `${status}-wash`],
    [status, "surface"],
  ]),
] as [string, string][];

describe.each([":root {", ':root[data-theme="dark"]'])("%s", (selector) => {
  const colours = theme(selector);
  it.each(texts)("CM-UI-01: text in %s on %s has a contrast of 4.5", (front, back) => {
    expect(contrast(colours, front, back)).toBeGreaterThanOrEqual(4.5);
  });
  it.each([
    ["edge", "surface"],
    ["focus", "surface"],
  ])("CM-UI-01: the line %s on %s has a contrast of 3", (front, back) => {
    expect(contrast(colours, front, back)).toBeGreaterThanOrEqual(3);
  });
});
