import type { ArticleText, SuggestedQuestion } from "../../api/types.ts";
import { Badge } from "../../ui/Badge.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { useSuggestions } from "./suggestions.ts";

interface Props {
  readonly text: ArticleText;
  readonly locale: string;
  readonly onTake: (question: SuggestedQuestion) => void;
}

/** Shown only where there is something to suggest. */
export function Suggestions({ text, locale, onTake }: Props) {
  const found = useSuggestions(text, locale).data ?? [];
  const open = found.filter((one) => !text.questions.includes(one.text));
  if (open.length === 0) return null;
  return (
    <section className="suggestions" aria-label="Asked by shoppers and not answered">
      <p className="field__hint">Asked by shoppers and not answered so far:</p>
      <ul className="suggestions__list">
        {open.map((one) => (
          <li key={one.id} className="suggestions__one">
            <IconButton icon="plus" label={`Add: ${one.text}`} onClick={() => onTake(one)} />
            <span dir="auto">{one.text}</span>
            {one.times > 1 && <Badge tone="attention">{one.times} times</Badge>}
          </li>
        ))}
      </ul>
    </section>
  );
}
