import { createStore } from "./store";

/** One answer of a question. */
export interface Answer<Key extends string> {
  key: Key;
  label: string;
  tone?: "plain" | "primary" | "danger";
}

export interface Question<Key extends string> {
  /** The question itself. */
  title: string;
  /** What the answer means, what can be undone. */
  text?: string;
  /** The answers from the left; the first is the safe one: it has the focus, and Esc gives it. */
  answers: readonly [Answer<Key>, ...Answer<Key>[]];
}

interface Asked {
  question: Question<string>;
  answer: (key: string) => void;
}

/** The questions that wait for an answer; the first is shown. */
export const asked = createStore<readonly Asked[]>([]);

/** Asks a question above everything else, and gives the key of the answer. */
export function confirm<Key extends string>(question: Question<Key>): Promise<Key> {
  return new Promise((resolve) => {
    const entry: Asked = {
      question,
      answer: (key) => {
        asked.set(asked.get().filter((other) => other !== entry));
        resolve(key as Key);
      },
    };
    asked.set([...asked.get(), entry]);
  });
}
