import { numeral } from "../locales/words.ts";

const MOST_SHOWN = 99;

/** A number in the navigation; where that is narrow a large one is shown as more than 99. */
export function Count({ of, loud = false }: { readonly of: number; readonly loud?: boolean }) {
  const large = of > MOST_SHOWN;
  return (
    <span className={`sidebar__count ${loud ? "sidebar__count--loud" : ""}`}>
      <span className={large ? "sidebar__whole" : undefined}>{numeral(of)}</span>
      {large && <span className="sidebar__short" aria-hidden="true">{`${MOST_SHOWN}+`}</span>}
    </span>
  );
}
