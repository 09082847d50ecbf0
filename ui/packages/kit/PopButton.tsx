import { useState, type ReactNode } from "react";
import { Button } from "./Button";
import { isComposing } from "./keys";
import { Popover } from "./Popover";

interface PopButtonProps {
  /** The popover's name. */
  label: string;
  /** What the button shows. */
  shows: ReactNode;
  /** What stands in the popover; closes it by `done`, which gives the focus back to the button. */
  children: (done: () => void) => ReactNode;
}

/** A quiet button that opens a popover at its right edge; Esc closes it. */
export function PopButton({ label, shows, children }: PopButtonProps) {
  const [open, setOpen] = useState(false);
  const [place, setPlace] = useState<HTMLElement | null>(null);
  const done = () => {
    setOpen(false);
    place?.querySelector("button")?.focus();
  };
  return (
    <span
      ref={setPlace}
      style={{ display: "inline-flex" }}
      onKeyDown={(event) => {
        if (!open || isComposing(event) || event.key !== "Escape" || event.defaultPrevented) return;
        event.preventDefault();
        event.stopPropagation();
        done();
      }}
    >
      <Button
        quiet
        hasPopup="dialog"
        expanded={open}
        onClick={() => {
          setOpen(!open);
        }}
      >
        {shows}
      </Button>
      {open && place && (
        <Popover
          anchor={place}
          align="end"
          role="dialog"
          label={label}
          onClose={() => {
            setOpen(false);
          }}
        >
          {children(done)}
        </Popover>
      )}
    </span>
  );
}
