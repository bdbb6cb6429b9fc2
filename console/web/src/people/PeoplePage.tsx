import { useState } from "react";
import { AdminOnly } from "../app/AdminOnly.tsx";
import { Button } from "../ui/Button.tsx";
import { ErrorState } from "../ui/ErrorState.tsx";
import { SiftedList } from "../ui/SiftedList.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { useTitle } from "../ui/useTitle.ts";
import { InviteDialog } from "./InviteDialog.tsx";
import { PersonRow } from "./PersonRow.tsx";
import { usePeople } from "./people.ts";
import { words } from "./words.ts";

export function PeoplePage() {
  useTitle(words.title);
  return (
    <AdminOnly>
      <People />
    </AdminOnly>
  );
}

function People() {
  const people = usePeople();
  const [inviting, setInviting] = useState(false);
  return (
    <div className="page">
      <header className="page__head">
        <h1 className="page__title">{words.title}</h1>
        <span className="page__count">{words.text}</span>
        <Button tone="primary" icon="plus" onClick={() => setInviting(true)}>
          {words.invite}
        </Button>
      </header>
      {people.isPending && <Skeleton rows={5} label={words.loading} />}
      {people.isError && !people.data && (
        <ErrorState
          title={words.notLoaded}
          problem={people.error}
          onRetry={() => void people.refetch()}
        />
      )}
      {people.data && (
        <SiftedList
          items={people.data}
          textOf={({ name, email }) => `${name} ${email}`}
          label={words.title}
          className="people"
          row={(person) => <PersonRow key={person.id} person={person} />}
        />
      )}
      <InviteDialog open={inviting} onClose={() => setInviting(false)} />
    </div>
  );
}
