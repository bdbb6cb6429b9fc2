import { type ReactNode, useState } from "react";
import { Button } from "./Button.tsx";
import { SearchField } from "./SearchField.tsx";
import { words } from "./words.ts";

/** From here on somebody would rather type than look. */
const MANY = 12;
const AT_ONCE = 100;

interface Props<T> {
  readonly items: readonly T[];
  /** What an item can be found by. */
  readonly textOf: (item: T) => string;
  /** A row with its key. */
  readonly row: (item: T) => ReactNode;
  readonly label: string;
  readonly className: string;
}

/** A list that came as a whole: long ones have a field to search them, and a hundred rows first. */
export function SiftedList<T>({ items, textOf, row, label, className }: Props<T>) {
  const [typed, setTyped] = useState("");
  const [shown, setShown] = useState(AT_ONCE);
  const sought = typed.trim().toLowerCase();
  const found = sought
    ? items.filter((item) => textOf(item).toLowerCase().includes(sought))
    : items;
  return (
    <>
      {items.length > MANY && (
        <search className="filters">
          <SearchField
            label={words.searchIn(label)}
            placeholder={words.search}
            value={typed}
            onChange={setTyped}
          />
          <span className="page__count" role="status">
            {sought && words.found(found.length)}
          </span>
        </search>
      )}
      <ul className={className} aria-label={label}>
        {found.slice(0, shown).map(row)}
      </ul>
      {found.length > shown && (
        <Button tone="quiet" className="rows__more" onClick={() => setShown(shown + AT_ONCE)}>
          {words.more}
        </Button>
      )}
    </>
  );
}
