import { useMutation } from "@tanstack/react-query";
import type { AccountHost } from "./AccountHost";
import { asProblem, asProblems, type Host } from "./Host";
import { useAccountHost, useHost } from "./HostProvider";
import type { ProblemView } from "./generated";

/** The host's calls that answer once. */
type Call = Exclude<keyof Host, "listen">;
type Work = (...args: never[]) => Promise<unknown>;
type Result<Do extends Work> = Awaited<ReturnType<Do>>;

interface Told<Do extends Work> {
  /** When it is on the disk. */
  done?: (result: Result<Do>, ...args: Parameters<Do>) => void;
  /** When it was refused; the problem also stands in `problem`. The rest of what was wrong at once follows it. */
  refused?: (problem: ProblemView, ...more: ProblemView[]) => void;
}

export interface Running<Args extends readonly unknown[]> {
  run: (...args: Args) => void;
  pending: boolean;
  /** Why the last run was refused, until the next one. */
  problem: ProblemView | null;
  /** All that was wrong with it; the first is `problem`. */
  problems: readonly ProblemView[];
  /** Forgets the problem. */
  clear: () => void;
}

/** A call of the host by its name. */
export type Command<Name extends Call> = Running<Parameters<Host[Name]>>;

const NONE: readonly ProblemView[] = [];

/** Work at the door as something a button does. */
export function useWork<Do extends Work>(
  name: string,
  work: Do,
  told: Told<Do> = {},
): Running<Parameters<Do>> {
  const mutation = useMutation<Result<Do>, Error, Parameters<Do>>({
    mutationKey: [name],
    // Everything is local: no network is waited for.
    networkMode: "always",
    mutationFn: (args) => work(...args) as Promise<Result<Do>>,
    onSuccess: (result, args) => {
      told.done?.(result, ...args);
    },
    onError: (error) => {
      const [first = asProblem(error), ...more] = asProblems(error);
      told.refused?.(first, ...more);
    },
  });
  const problems = mutation.error ? asProblems(mutation.error) : NONE;
  return {
    run: (...args) => {
      mutation.mutate(args);
    },
    pending: mutation.isPending,
    problem: problems[0] ?? null,
    problems,
    clear: mutation.reset,
  };
}

/** One call of the host as something a button does: `const create = useCommand("createOrder", { done: open })`. */
export function useCommand<Name extends Call>(name: Name, told: Told<Host[Name]> = {}) {
  return useWork(name, useHost()[name], told);
}

/** The same for the calls of an account, wherever its screens are shown. */
export function useAccountCommand<Name extends keyof AccountHost>(
  name: Name,
  told: Told<AccountHost[Name]> = {},
) {
  return useWork(name, useAccountHost()[name], told);
}
