import { createEvent, fireEvent, render, screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { isComposing } from "./keys";

function field() {
  const seen: boolean[] = [];
  render(
    <input
      onKeyDown={(event) => {
        seen.push(isComposing(event));
      }}
    />,
  );
  return { box: screen.getByRole("textbox"), seen };
}

describe("YW-ORD-09, CM-UI-01: a key of the input method is not ours", () => {
  it("while our own flag says that a composition is open", () => {
    const { box, seen } = field();
    fireEvent.compositionStart(box);
    fireEvent.keyDown(box, { key: "Enter" });
    fireEvent.compositionEnd(box);
    fireEvent.keyDown(box, { key: "Enter" });
    expect(seen).toEqual([true, false]);
  });

  it.each([
    ["isComposing", { isComposing: true }],
    ["key code 229, as WebKit sends it behind the composition's end", { keyCode: 229 }],
  ])("by %s alone", (_, sign) => {
    const { box, seen } = field();
    fireEvent(box, createEvent.keyDown(box, { key: "Enter", ...sign }));
    expect(seen).toEqual([true]);
  });

  it("and a composition whose field went away does not deafen the others", () => {
    const { unmount } = render(<input aria-label="gone" />);
    fireEvent.compositionStart(screen.getByLabelText("gone"));
    unmount();
    const { box, seen } = field();
    fireEvent.keyDown(box, { key: "Enter" });
    expect(seen).toEqual([false]);
  });
});
