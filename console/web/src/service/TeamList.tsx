import { useState } from "react";
import { messageOf } from "../api/http.ts";
import type { Person } from "../api/types.ts";
import { languageOf, reasonOf } from "../format/words.ts";
import { inARow } from "../locales/words.ts";
import { Button } from "../ui/Button.tsx";
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx";
import { notices } from "../ui/notices.ts";
import { SiftedList } from "../ui/SiftedList.tsx";
import { type Team, type TeamDraft, useRemoveTeam } from "./service.ts";
import { TeamDialog } from "./TeamDialog.tsx";
import { words } from "./words.ts";

const BLANK: TeamDraft = { id: null, name: "", languages: [], topics: [], members: [] };

interface Props {
  readonly teams: readonly Team[];
  readonly people: readonly Person[];
}

export function TeamList({ teams, people }: Props) {
  const [draft, setDraft] = useState<TeamDraft | null>(null);
  const [removing, setRemoving] = useState<Team | null>(null);
  const remove = useRemoveTeam();
  return (
    <section className="settings__part" aria-labelledby="teams-title">
      <header className="settings__head">
        <h2 id="teams-title" className="now__title">
          {words.teams}
        </h2>
        <Button icon="plus" onClick={() => setDraft(BLANK)}>
          {words.newTeam}
        </Button>
      </header>
      {teams.length === 0 && <p className="chart__note">{words.noTeams}</p>}
      <SiftedList
        items={teams}
        textOf={({ name, members }) => [name, ...members.map((one) => one.name)].join(" ")}
        label={words.teams}
        className="settings__list"
        row={(team) => (
          <li key={team.id} className="settings__row">
            <div>
              <strong>{team.name}</strong>
              <p className="chart__note">
                {words.takesOf(
                  team.languages.map((one) => languageOf(one)),
                  team.topics.map(reasonOf),
                )}
              </p>
              <p className="chart__note">{inARow(...team.members.map((one) => one.name))}</p>
            </div>
            <span className="settings__deeds">
              <Button
                onClick={() => setDraft({ ...team, members: team.members.map((one) => one.id) })}
              >
                {words.change}
              </Button>
              <Button onClick={() => setRemoving(team)}>{words.remove}</Button>
            </span>
          </li>
        )}
      />
      {draft && <TeamDialog draft={draft} people={people} onClose={() => setDraft(null)} />}
      <ConfirmDialog
        open={removing !== null}
        title={words.removeTitle(removing?.name ?? "")}
        description={words.removeText}
        confirm={words.remove}
        danger
        onCancel={() => setRemoving(null)}
        onConfirm={() => {
          if (removing) {
            remove.mutate(removing.id, {
              onError: (problem) => notices.add(messageOf(problem), "attention"),
            });
          }
          setRemoving(null);
        }}
      />
    </section>
  );
}
