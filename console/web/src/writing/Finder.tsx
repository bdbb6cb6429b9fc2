import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useRef, useState } from "react";
import { useSettled } from "../knowledge/useSettled.ts";
import { Dialog } from "../ui/Dialog.tsx";
import { FormProblem } from "../ui/FormProblem.tsx";
import { SearchField } from "../ui/SearchField.tsx";
import { words } from "./words.ts";

interface Props<T> {
  readonly title: string;
  readonly placeholder: string;
  readonly name: string;
  readonly find: (query: string, signal: AbortSignal) => Promise<readonly T[]>;
  readonly row: (item: T) => ReactNode;
  readonly keyOf: (item: T) => string;
  readonly onClose: () => void;
  readonly goOn: () => void;
}

/** A dialog that searches while one types. */
export function Finder<T>(props: Props<T>) {
  const { title, placeholder, name, find, row, keyOf, onClose, goOn } = props;
  const [query, setQuery] = useState("");
  const settled = useSettled(query.trim(), 200);
  const found = useQuery({
    queryKey: ["finder", name, settled],
    queryFn: ({ signal }) => find(settled, signal),
    enabled: settled !== "",
  });
  const list = useRef<HTMLUListElement>(null);
  /** The first is one more Enter away: what is shown is shown at once. */
  const toFirst = () => list.current?.querySelector("button")?.focus();
  return (
    <Dialog open onClose={onClose} goOn={goOn} title={title} wide>
      <SearchField
        label={title}
        placeholder={placeholder}
        value={query}
        onChange={setQuery}
        onEnter={toFirst}
      />
      <FormProblem problem={found.error} />
      <ul ref={list} className="finder" aria-label={title}>
        {(found.data ?? []).map((item) => (
          <li key={keyOf(item)} className="finder__item">
            {row(item)}
          </li>
        ))}
      </ul>
      {found.data?.length === 0 && <p className="field__hint">{words.nothingFound}</p>}
      {settled === "" && <p className="field__hint">{words.typeToSearch}</p>}
    </Dialog>
  );
}
