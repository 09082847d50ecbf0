import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import type { ApplicantForm, CompanyDraft, RegistrationView } from "#host/generated";
import { useAccountHost } from "#host/HostProvider";

/** Milliseconds after the last key until what is typed is on the disk. */
const PAUSE = 200;

interface Filled {
  applicant: ApplicantForm;
  company: CompanyDraft;
}

interface Draft extends Filled {
  /** As it was when the page opened. */
  opened: RegistrationView;
  change: (part: Partial<Filled>) => void;
  /** It became an account: nothing of it is kept any more. */
  done: () => void;
}

/** The draft of a registration; `null` until it is read. It lies in the vault, where the command line finds it as well. */
export function useRegistration(failed: (cause: unknown) => void): Draft | null {
  const host = useAccountHost();
  const client = useQueryClient();
  const [opened, setOpened] = useState<RegistrationView | null>(null);
  const [filled, setFilled] = useState<Filled | null>(null);
  const waiting = useRef<{ timer: number; keep: () => void } | null>(null);
  useEffect(() => {
    let gone = false;
    host.registration().then(
      (found) => {
        if (gone) return;
        setOpened(found);
        setFilled({ applicant: found.applicant, company: found.company });
      },
      (cause: unknown) => {
        if (!gone) failed(cause);
      },
    );
    return () => {
      gone = true;
      // What was typed a moment ago is kept as well.
      if (waiting.current) {
        window.clearTimeout(waiting.current.timer);
        waiting.current.keep();
      }
    };
    // Read once: the page is the only one that writes it while it stands.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [host]);
  if (!opened || !filled) return null;
  return {
    opened,
    ...filled,
    change: (part) => {
      const next = { ...filled, ...part };
      setFilled(next);
      if (waiting.current) window.clearTimeout(waiting.current.timer);
      const keep = () => {
        waiting.current = null;
        // Home and the bar tell of the draft as well.
        host
          .keepRegistration(next.applicant, next.company)
          .then(() => client.invalidateQueries({ queryKey: ["registration"] }))
          .catch(failed);
      };
      waiting.current = { timer: window.setTimeout(keep, PAUSE), keep };
    },
    done: () => {
      if (waiting.current) window.clearTimeout(waiting.current.timer);
      waiting.current = null;
    },
  };
}
