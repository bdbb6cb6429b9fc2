import { DropdownMenu } from "radix-ui";
import { messageOf } from "../api/http.ts";
import { Icon } from "../ui/Icon.tsx";
import { notices } from "../ui/notices.ts";
import { AvailabilityDot } from "./AvailabilityDot.tsx";
import { AVAILABILITIES, useAvailability, useChooseAvailability } from "./availability.ts";
import { words } from "./words.ts";

/** Items of the account menu. */
export function AvailabilityChoice() {
  const chosen = useAvailability().data?.availability;
  const choose = useChooseAvailability();
  return (
    <DropdownMenu.RadioGroup value={chosen ?? ""} aria-label={words.availability}>
      {AVAILABILITIES.map((state) => (
        <DropdownMenu.RadioItem
          key={state}
          value={state}
          className="menu__item"
          onSelect={() =>
            choose.mutate(state, {
              onError: (problem) => notices.add(messageOf(problem), "attention"),
            })
          }
        >
          <span className="menu__mark">
            <DropdownMenu.ItemIndicator>
              <Icon name="check" />
            </DropdownMenu.ItemIndicator>
          </span>
          <AvailabilityDot state={state} />
          <span aria-hidden="true">{words.states[state]}</span>
          <span className="here__hint">{words.hints[state]}</span>
        </DropdownMenu.RadioItem>
      ))}
    </DropdownMenu.RadioGroup>
  );
}
