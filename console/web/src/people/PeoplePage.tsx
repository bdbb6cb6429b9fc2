import { useState } from "react";
import { AdminOnly } from "../app/AdminOnly.tsx";
import { Button } from "../ui/Button.tsx";
import { ErrorState } from "../ui/ErrorState.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { useTitle } from "../ui/useTitle.ts";
import { InviteDialog } from "./InviteDialog.tsx";
import { PersonRow } from "./PersonRow.tsx";
import { usePeople } from "./people.ts";

export function PeoplePage() {
  useTitle("People");
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
        <h1 className="page__title">People</h1>
        <span className="page__count">Agents answer shoppers; admins also write and invite.</span>
        <Button tone="primary" icon="plus" onClick={() => setInviting(true)}>
          Invite
        </Button>
      </header>
      {people.isPending && <Skeleton rows={5} label="Loading people" />}
      {people.isError && !people.data && (
        <ErrorState
          title="The list could not be loaded"
          problem={people.error}
          onRetry={() => void people.refetch()}
        />
      )}
      {people.data && (
        <ul className="people">
          {people.data.map((person) => (
            <PersonRow key={person.id} person={person} />
          ))}
        </ul>
      )}
      <InviteDialog open={inviting} onClose={() => setInviting(false)} />
    </div>
  );
}
