import type { ArticleText, SuggestedQuestion } from "../../api/articles.ts";
import { Badge } from "../../ui/Badge.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { useSuggestions } from "./suggestions.ts";
import { words } from "./words.ts";

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
    <section className="suggestions" aria-label={words.label}>
      <p className="field__hint">{words.text}</p>
      <ul className="suggestions__list">
        {open.map((one) => (
          <li key={one.id} className="suggestions__one">
            <IconButton icon="plus" label={words.add(one.text)} onClick={() => onTake(one)} />
            <span dir="auto">{one.text}</span>
            {one.times > 1 && <Badge tone="attention">{words.times(one.times)}</Badge>}
          </li>
        ))}
      </ul>
    </section>
  );
}
