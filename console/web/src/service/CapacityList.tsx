import { messageOf } from "../api/http.ts";
import type { Person } from "../api/types.ts";
import { useChangePerson } from "../people/people.ts";
import { notices } from "../ui/notices.ts";
import { SiftedList } from "../ui/SiftedList.tsx";
import { words } from "./words.ts";

export function CapacityList({ people }: { people: readonly Person[] }) {
  const change = useChangePerson();
  const save = (id: string, capacity: number) => {
    if (!(capacity >= 1 && capacity <= 50)) return;
    change.mutate(
      { id, capacity },
      { onError: (problem) => notices.add(messageOf(problem), "attention") },
    );
  };
  return (
    <section className="settings__part" aria-labelledby="capacity-title">
      <h2 id="capacity-title" className="now__title">
        {words.capacity}
      </h2>
      <SiftedList
        items={people.filter((person) => person.state !== "disabled")}
        textOf={({ name, email }) => `${name} ${email}`}
        label={words.capacity}
        className="settings__list"
        row={(person) => (
          <li key={person.id} className="settings__row">
            <span>{person.name}</span>
            <input
              className="input settings__number"
              type="number"
              min={1}
              max={50}
              aria-label={words.capacityOf(person.name)}
              defaultValue={person.capacity}
              onBlur={(event) => {
                const next = event.target.valueAsNumber;
                if (next !== person.capacity) save(person.id, next);
              }}
            />
          </li>
        )}
      />
    </section>
  );
}
