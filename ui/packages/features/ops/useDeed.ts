import { useState } from "react";
import type { ProblemView } from "#host/generated";
import { asProblem } from "#host/Host";

interface Deed {
  run: (work: () => Promise<void>) => void;
  pending: boolean;
  problem: ProblemView | null;
}

/** Something a button does at the server: one at a time, and a refusal stays until the next. */
export function useDeed(): Deed {
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<ProblemView | null>(null);
  return {
    pending,
    problem,
    run: (work) => {
      setPending(true);
      setProblem(null);
      work()
        .catch((error: unknown) => {
          setProblem(asProblem(error));
        })
        .finally(() => {
          setPending(false);
        });
    },
  };
}
