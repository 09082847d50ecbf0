import { invoke } from "@tauri-apps/api/core";

/** Answers that were asked for before anybody needed them. */
const answers = new Map<string, Promise<unknown>>();

const nameOf = (command: string, args?: Record<string, unknown>) => JSON.stringify([command, args]);

/** Asks Rust now what a screen will ask in a moment, so that the answer comes while the screen is read. */
export function askAhead<T>(command: string, args?: Record<string, unknown>): Promise<T> {
  const answer = invoke<T>(command, args);
  answers.set(nameOf(command, args), answer);
  // Whoever takes the answer hears of a refusal as well.
  answer.catch(() => undefined);
  return answer;
}

/** An answer that was asked for ahead; each is taken once. */
export function takeAhead<T>(command: string, args?: Record<string, unknown>): Promise<T> | undefined {
  const name = nameOf(command, args);
  const answer = answers.get(name);
  answers.delete(name);
  return answer as Promise<T> | undefined;
}

/** What nobody took by now may be of yesterday by the time that somebody asks. */
export function forgetAhead() {
  answers.clear();
}
