import { useState } from "react";
import { messageOf } from "../api/http.ts";
import type { AgentRole, Person } from "../api/types.ts";
import { words as app } from "../app/words.ts";
import { useLive } from "../live/LiveProvider.tsx";
import { useAgent } from "../session/session.ts";
import { Avatar } from "../ui/Avatar.tsx";
import { Badge } from "../ui/Badge.tsx";
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx";
import { notices } from "../ui/notices.ts";
import { PersonMenu } from "./PersonMenu.tsx";
import { useChangePerson, useSendLink } from "./people.ts";
import { words } from "./words.ts";

const complain = (problem: unknown) => notices.add(messageOf(problem), "attention");

export function PersonRow({ person }: { person: Person }) {
  const me = useAgent();
  const present = useLive((state) => state.agents.some((agent) => agent.id === person.id));
  const online = present || person.online;
  const change = useChangePerson();
  const send = useSendLink();
  const [disabling, setDisabling] = useState(false);
  const disabled = person.state === "disabled";

  const setDisabled = (next: boolean) => {
    setDisabling(false);
    change.mutate({ id: person.id, disabled: next }, { onError: complain });
  };
  const sendLink = () =>
    send.mutate(person.id, {
      onError: complain,
      onSuccess: () => notices.add(words.sent(person.email)),
    });
  return (
    <li className={`person ${disabled ? "person--disabled" : ""}`}>
      <Avatar name={person.name} />
      <div className="person__who">
        <span className="person__name">
          {person.name}
          {person.id === me.id && <span className="person__you">{words.you}</span>}
          {online && (
            <span className="person__online">
              <span className="sr-only">{words.online}</span>
            </span>
          )}
        </span>
        <span className="person__email">{person.email}</span>
      </div>
      <div className="person__state">
        {person.state === "invited" && !online && (
          <Badge tone="attention">{words.stateInvited}</Badge>
        )}
        {disabled && <Badge tone="danger">{words.stateDisabled}</Badge>}
      </div>
      <select
        className="input input--select person__role"
        aria-label={words.roleOf(person.name)}
        value={person.role}
        disabled={change.isPending || disabled}
        onChange={(event) =>
          change.mutate(
            { id: person.id, role: event.target.value as AgentRole },
            { onError: complain },
          )
        }
      >
        <option value="agent">{app.roles.agent}</option>
        <option value="admin">{app.roles.admin}</option>
      </select>
      <PersonMenu
        person={person}
        isMe={person.id === me.id}
        onLink={sendLink}
        onDisable={() => setDisabling(true)}
        onEnable={() => setDisabled(false)}
      />
      <ConfirmDialog
        open={disabling}
        title={words.disableTitle(person.name)}
        description={words.disableText}
        confirm={words.disable}
        danger
        onCancel={() => setDisabling(false)}
        onConfirm={() => setDisabled(true)}
      />
    </li>
  );
}
