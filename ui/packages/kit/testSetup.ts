import { cleanup, configure } from "@testing-library/react";
import { afterEach } from "vitest";
import { asked } from "./confirm";
import { toast } from "./toast";

// A busy machine is slow, not wrong: waiting ends when the screen is there.
configure({ asyncUtilTimeout: 20_000 });

// jsdom has neither modal dialogs, popovers nor scrolling: what opens and closes is enough here, the rest is the browser's.
if (typeof HTMLDialogElement !== "undefined" && !("showModal" in HTMLDialogElement.prototype)) {
  Object.assign(HTMLDialogElement.prototype, {
    showModal(this: HTMLDialogElement) {
      this.open = true;
    },
    close(this: HTMLDialogElement) {
      this.open = false;
    },
  });
}
if (typeof HTMLElement !== "undefined" && !("showPopover" in HTMLElement.prototype)) {
  const matches = Object.getOwnPropertyDescriptor(Element.prototype, "matches")?.value as (
    s: string,
  ) => boolean;
  Object.assign(HTMLElement.prototype, {
    showPopover(this: HTMLElement) {
      this.style.display = "block";
    },
    hidePopover() {},
    scrollIntoView() {},
    matches(this: HTMLElement, selector: string) {
      return selector !== ":popover-open" && matches.call(this, selector);
    },
  });
}

// Nor media queries: a wide, light window.
if (typeof window !== "undefined") {
  const matchMedia = () => Object.assign(new EventTarget(), { matches: false });
  Object.assign(window, { matchMedia });
}

afterEach(() => {
  cleanup();
  localStorage.clear();
  // The two stores outside the components: what one test left open is no part of the next.
  asked.set([]);
  toast.hide();
});
