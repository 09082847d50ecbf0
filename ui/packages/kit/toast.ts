import { createStore } from "./store";

/** What happened, and how to take it back. Only for what can be undone, or was done elsewhere (a file saved). */
export interface ToastWords {
  text: string;
  undo?: { label: string; run: () => void; /** The keys as text, such as `Ctrl Z`. */ keys?: string };
  /** Seconds until it goes; 8 unless told. */
  seconds?: number;
}

interface Shown extends ToastWords {
  /** Goes up with each toast, so that the same words twice count anew. */
  id: number;
}

/** The toast that is shown; one at a time. */
export const shown = createStore<Shown | null>(null);
let last = 0;

export const toast = {
  /** Shows a toast in place of the one before. */
  show(words: ToastWords) {
    last += 1;
    shown.set({ ...words, id: last });
  },
  /** Takes the toast away; with an id only if it is still that one. */
  hide(id?: number) {
    if (id === undefined || shown.get()?.id === id) shown.set(null);
  },
};
