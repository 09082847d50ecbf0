import { useState } from "react";
import { asProblem } from "#host/Host";
import type { FileColumns, ImportOptions, PreviewView } from "#host/generated";
import { useHost } from "#host/HostProvider";
import { Button } from "#kit/Button";
import { Dialog } from "#kit/Dialog";
import { grouped } from "#kit/figures";
import { useText } from "#text/TextProvider";
import { ColumnMapping } from "./ColumnMapping";
import type { Import } from "./useImport";

interface AdjustColumnsProps {
  preview: PreviewView;
  options: ImportOptions;
  run: Import;
}

/** 调整列对应: a file that was read, but not as it is meant, gets other columns and is read once more. */
export function AdjustColumns({ preview, options, run }: AdjustColumnsProps) {
  const host = useHost();
  const { text } = useText();
  const words = text.orderImport.mapping;
  const [columns, setColumns] = useState<FileColumns | null>(null);
  const ask = async () => {
    try {
      setColumns(await host.importColumns());
    } catch (error) {
      run.tell(asProblem(error));
    }
  };
  const close = () => {
    setColumns(null);
  };
  const lost = preview.corrected > 0 ? words.lost(grouped(preview.corrected)) : "";
  return (
    <>
      <Button hasPopup="dialog" onClick={() => void ask()}>
        {words.adjust}
      </Button>
      {columns && (
        <Dialog
          wide
          title={words.adjust}
          text={[words.adjustWhat, lost].filter(Boolean).join(" ")}
          answers={null}
          onEscape={close}
        >
          <ColumnMapping
            isRead
            columns={columns}
            onRead={(mapping) => {
              close();
              void run.start({ ...options, mapping });
            }}
          >
            <Button keys="Esc" onClick={close}>
              {words.back}
            </Button>
          </ColumnMapping>
        </Dialog>
      )}
    </>
  );
}
