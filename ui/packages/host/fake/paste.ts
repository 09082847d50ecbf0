/** Tab-separated text as Excel and its kin put it on the clipboard: quoted where a cell holds a tab, a quote or a line. */
export function parseTable(text: string): string[][] {
  const rows: string[][] = [[]];
  let cell = "";
  let quoted = false;
  const end = () => {
    rows.at(-1)?.push(cell);
    cell = "";
  };
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at] ?? "";
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (text[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else quoted = false;
    } else if (sign === '"' && cell === "") quoted = true;
    else if (sign === "\t") end();
    else if (sign === "\n") {
      end();
      rows.push([]);
    } else if (sign !== "\r") cell += sign;
  }
  end();
  // The last line ends with a line break, too.
  if (rows.length > 1 && rows.at(-1)?.join("") === "") rows.pop();
  return rows;
}

/** What is pasted onto a range: repeated where it fits into it a whole number of times, else as it is. */
export function block(pasted: string[][], height: number, width: number): string[][] {
  const columns = pasted[0]?.length ?? 0;
  if (columns === 0 || height % pasted.length !== 0 || width % columns !== 0) return pasted;
  return Array.from({ length: height }, (_, row) =>
    Array.from({ length: width }, (_, at) => pasted[row % pasted.length]?.[at % columns] ?? ""),
  );
}
