import type { Article } from "../../api/articles.ts";
import { messageOf } from "../../api/http.ts";
import { dayInWords } from "../../format/moment.ts";
import { Field } from "../../ui/Field.tsx";
import { notices } from "../../ui/notices.ts";
import { OwnerField } from "../OwnerField.tsx";
import { useChangeCare } from "./care.ts";
import { TagsField } from "./TagsField.tsx";
import { words } from "./words.ts";

interface Props {
  readonly article: Article | null;
  readonly onChanged: (article: Article) => void;
}

/** What is known about the article beside its text; each change is kept at once. */
export function CarePanel({ article, onChanged }: Props) {
  return (
    <section className="care" aria-label={words.title}>
      <h2 className="try__title">{words.title}</h2>
      {article ? (
        <Care article={article} onChanged={onChanged} />
      ) : (
        <p className="field__hint">{words.afterSaving}</p>
      )}
    </section>
  );
}

function Care({ article, onChanged }: { article: Article; onChanged: Props["onChanged"] }) {
  const change = useChangeCare(article.id);
  const set = (input: Parameters<typeof change.mutate>[0]) =>
    change.mutate(input, {
      onSuccess: onChanged,
      onError: (problem) => notices.add(messageOf(problem), "attention"),
    });
  return (
    <>
      <TagsField article={article} onChanged={onChanged} />
      <div className="care__pair">
        <OwnerField
          value={article.owner?.id ?? ""}
          onChange={(owner) => set({ owner: owner || null })}
        />
        <Field label={words.reviewOn}>
          {(ids) => (
            <input
              {...ids}
              className="input"
              type="date"
              key={article.review_on}
              defaultValue={article.review_on ?? ""}
              onBlur={(event) => {
                const day = event.target.value || null;
                if (day !== article.review_on) set({ review_on: day });
              }}
            />
          )}
        </Field>
      </div>
      <Usage article={article} />
    </>
  );
}

/** Counted from the chats: said as an answer, and what the shopper did next. */
function Usage({ article: { usage } }: { article: Article }) {
  if (!usage.last_on) return <p className="field__hint">{words.neverSaid}</p>;
  return (
    <div>
      <p>{words.said(usage.served, dayInWords(usage.last_on))}</p>
      <p className="field__hint">{words.helped(usage.disliked, usage.liked)}</p>
    </div>
  );
}
