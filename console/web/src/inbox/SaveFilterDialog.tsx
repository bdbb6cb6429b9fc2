import { type FormEvent, useState } from "react";
import { messageOf } from "../api/http.ts";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { Field } from "../ui/Field.tsx";
import { notices } from "../ui/notices.ts";
import { useSaveFilter } from "./filters.ts";
import type { InboxQuery } from "./query.ts";
import { words } from "./words.ts";

interface Props {
  readonly open: boolean;
  readonly query: InboxQuery;
  readonly onClose: () => void;
}

export function SaveFilterDialog({ open, query, onClose }: Props) {
  const save = useSaveFilter();
  const [name, setName] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(
      { name, query: withoutEmpty(query) },
      {
        onSuccess: () => {
          notices.add(words.saved(name));
          setName("");
          onClose();
        },
      },
    );
  };
  return (
    <Dialog open={open} onClose={onClose} title={words.saveTitle} description={words.saveText}>
      <form className="form" onSubmit={submit}>
        <Field label={words.name} problem={save.isError ? messageOf(save.error) : undefined}>
          {(ids) => (
            <input
              {...ids}
              className="input"
              required
              maxLength={80}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        <Button type="submit" tone="primary" busy={save.isPending}>
          {words.save}
        </Button>
      </form>
    </Dialog>
  );
}

function withoutEmpty(query: InboxQuery): InboxQuery {
  const kept = Object.entries(query).filter(([, value]) => value);
  return { ...Object.fromEntries(kept), view: query.view };
}
