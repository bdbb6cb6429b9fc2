import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { http, messageOf } from "../api/http.ts";
import { keys } from "../api/queries.ts";
import type { Conversation } from "../api/types.ts";
import { conversationPath } from "../conversation/useConversation.ts";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { Field } from "../ui/Field.tsx";
import { notices } from "../ui/notices.ts";
import { useColleagues } from "../writing/suggestions.ts";
import { words } from "./words.ts";

interface Props {
  readonly conversation: Conversation;
  readonly onClose: () => void;
}

interface Team {
  readonly id: string;
  readonly name: string;
}

/** To a colleague or a team, with the reason that they should know. */
export function TransferDialog({ conversation, onClose }: Props) {
  const cache = useQueryClient();
  const colleagues = useColleagues(true);
  const teams = useQuery({
    queryKey: ["teams"],
    queryFn: ({ signal }) => http.get<{ items: readonly Team[] }>("/api/console/teams", signal),
  });
  const [to, setTo] = useState("");
  const [reason, setReason] = useState("");
  const passing = useMutation({
    mutationFn: () => {
      const [kind = "agent", id = ""] = to.split(":");
      const body = { version: conversation.version, reason: reason.trim(), [kind]: id };
      return http.post(conversationPath(conversation.id, "/transfer"), body);
    },
    onSuccess: () => {
      notices.add(words.passed(nameOf(to)), "good");
      onClose();
    },
    onSettled: () => {
      void cache.invalidateQueries({ queryKey: keys.conversation(conversation.id) });
      void cache.invalidateQueries({ queryKey: keys.inboxes });
    },
  });
  const people = colleagues.data?.items ?? [];
  const groups = teams.data?.items ?? [];
  const nameOf = (chosen: string) => {
    const id = chosen.split(":")[1];
    return [...people, ...groups].find((one) => one.id === id)?.name ?? "";
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (to && reason.trim()) passing.mutate();
  };
  return (
    <Dialog open onClose={onClose} title={words.transferTitle} description={words.transferText}>
      <form className="form" onSubmit={submit}>
        <Field label={words.to}>
          {(ids) => (
            <select
              {...ids}
              className="input"
              required
              value={to}
              onChange={(event) => setTo(event.target.value)}
            >
              <option value="" />
              {groups.length > 0 && (
                <optgroup label={words.teams}>
                  {groups.map((team) => (
                    <option key={team.id} value={`team:${team.id}`}>
                      {team.name}
                    </option>
                  ))}
                </optgroup>
              )}
              {people.length > 0 && (
                <optgroup label={words.people}>
                  {people.map((one) => (
                    <option key={one.id} value={`agent:${one.id}`}>
                      {one.online ? one.name : `${one.name} (${words.away})`}
                    </option>
                  ))}
                </optgroup>
              )}
            </select>
          )}
        </Field>
        {colleagues.data && teams.data && people.length + groups.length === 0 && (
          <p className="field__hint">{words.nobody}</p>
        )}
        <Field
          label={words.reason}
          hint={words.reasonHint}
          problem={passing.error ? messageOf(passing.error) : undefined}
        >
          {(ids) => (
            <textarea
              {...ids}
              className="input input--area"
              rows={2}
              required
              maxLength={500}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
        <div className="dialog__actions">
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button type="submit" tone="primary" busy={passing.isPending}>
            {words.passOn}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
