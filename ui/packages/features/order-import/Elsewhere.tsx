import { useNavigate } from "react-router";
import type { ImportState } from "#host/generated";
import { Button } from "#kit/Button";
import { EmptyState } from "#kit/EmptyState";
import { useText } from "#text/TextProvider";
import type { Import } from "./useImport";

interface ElsewhereProps {
  order: string;
  preview: Exclude<ImportState, { state: "none" }>;
  run: Import;
}

/** One import at a time: the other order's is shown the way to, or given up. */
export function Elsewhere({ order, preview, run }: ElsewhereProps) {
  const { text } = useText();
  const words = text.orderImport.elsewhere;
  const navigate = useNavigate();
  const name = preview.state === "ready" ? preview.preview.file_name : preview.file_name;
  return (
    <EmptyState missing={words.title} next={words.what(name)}>
      <p>
        <Button tone="primary" onClick={() => void navigate(`/orders/${order}/import`)}>
          {words.go}
        </Button>{" "}
        {preview.state !== "storing" && <Button onClick={() => void run.cancel()}>{words.stop}</Button>}
      </p>
    </EmptyState>
  );
}
