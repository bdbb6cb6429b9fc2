import { type FormEvent, useId, useState } from "react";
import type { Article } from "../../api/articles.ts";
import { messageOf } from "../../api/http.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import { notices } from "../../ui/notices.ts";
import { useTags } from "../list/list.ts";
import { useAddTag, useRemoveTag } from "./care.ts";
import { words } from "./words.ts";

interface Props {
  readonly article: Article;
  readonly onChanged: (article: Article) => void;
}

/** Tags are put on and taken off one by one, so that two people who tag lose nothing. */
export function TagsField({ article, onChanged }: Props) {
  const [typed, setTyped] = useState("");
  const known = useTags().data ?? [];
  const add = useAddTag(article.id);
  const remove = useRemoveTag(article.id);
  const id = useId();
  const told = {
    onSuccess: onChanged,
    onError: (problem: unknown) => notices.add(messageOf(problem), "attention"),
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!typed.trim()) return;
    add.mutate(typed, told);
    setTyped("");
  };
  return (
    <form className="tags" onSubmit={submit}>
      <label className="field__label" htmlFor={id}>
        {words.tags}
      </label>
      {article.tags.length > 0 && (
        <ul className="tags__list" aria-label={words.itsTags}>
          {article.tags.map((tag) => (
            <li key={tag} className="tags__one">
              <span>{tag}</span>
              <IconButton
                icon="close"
                label={words.removeTag(tag)}
                onClick={() => remove.mutate(tag, told)}
              />
            </li>
          ))}
        </ul>
      )}
      <div className="input-group">
        <input
          id={id}
          className="input"
          list={`${id}-known`}
          placeholder={words.addTag}
          maxLength={40}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <datalist id={`${id}-known`}>
          {known.map(({ tag }) => (
            <option key={tag} value={tag} />
          ))}
        </datalist>
        <IconButton type="submit" icon="plus" label={words.addThisTag} disabled={!typed.trim()} />
      </div>
    </form>
  );
}
