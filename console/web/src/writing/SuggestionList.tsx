import { Icon } from "../ui/Icon.tsx";
import type { Suggestion } from "./suggestions.ts";
import { words } from "./words.ts";

interface Props {
  readonly id: string;
  readonly mode: "reply" | "note";
  readonly items: readonly Suggestion[];
  readonly loading: boolean;
  readonly active: number;
  readonly onChoose: (chosen: Suggestion) => void;
}

export function optionId(list: string, at: number): string {
  return `${list}-${at}`;
}

/** Over the text field, which keeps the focus: arrows choose, Enter inserts, Escape closes. */
export function SuggestionList({ id, mode, items, loading, active, onChoose }: Props) {
  const none = mode === "note" ? words.noColleagues : words.noReplies;
  return (
    <div className="suggest">
      <div
        id={id}
        role="listbox"
        tabIndex={-1}
        aria-label={mode === "note" ? words.colleagues : words.replies}
      >
        {items.map((item, at) => (
          <div
            key={item.id}
            id={optionId(id, at)}
            role="option"
            tabIndex={-1}
            aria-selected={at === active}
            className="suggest__item"
            onMouseDown={(event) => {
              event.preventDefault();
              onChoose(item);
            }}
          >
            <Icon name={mode === "note" ? "person" : "note"} size={14} />
            <strong>{item.title}</strong>
            <span className="suggest__detail">{item.detail}</span>
            {mode === "reply" && <span className="suggest__text">{item.words}</span>}
          </div>
        ))}
      </div>
      {items.length === 0 && !loading && <p className="suggest__none">{none}</p>}
    </div>
  );
}
