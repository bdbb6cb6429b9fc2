import { type FormEvent, useId, useState } from "react";
import { messageOf } from "../api/http.ts";
import { Button } from "../ui/Button.tsx";
import { Field } from "../ui/Field.tsx";
import { notices } from "../ui/notices.ts";
import { parted, readSpans, type SiteHours, spansText, useSaveHours } from "./service.ts";
import { words } from "./words.ts";

const USUAL = ["09:00-17:00", "09:00-17:00", "09:00-17:00", "09:00-17:00", "09:00-17:00", "", ""];

export function HoursForm({ site }: { site: SiteHours }) {
  const title = useId();
  const [always, setAlways] = useState(site.hours === null);
  const [zone, setZone] = useState(
    site.hours?.time_zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
  );
  const [days, setDays] = useState<readonly string[]>(site.hours?.weekly.map(spansText) ?? USUAL);
  const [holidays, setHolidays] = useState(site.hours?.holidays.join(", ") ?? "");
  const save = useSaveHours();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const weekly = days.map(readSpans);
    if (!always && weekly.includes(null)) return;
    const hours = always
      ? null
      : { time_zone: zone, weekly: weekly.map((day) => day ?? []), holidays: parted(holidays) };
    save.mutate(
      { site: site.site, hours },
      {
        onSuccess: () => notices.add(words.saved),
        onError: (problem) => notices.add(messageOf(problem), "attention"),
      },
    );
  };
  return (
    <form className="settings__part form" onSubmit={submit} aria-labelledby={title}>
      <h2 id={title} className="now__title">
        {words.hoursOf(site.name)}
      </h2>
      <label className="settings__member">
        <input
          type="checkbox"
          checked={always}
          onChange={(event) => setAlways(event.target.checked)}
        />
        {words.always}
      </label>
      {!always && (
        <>
          <Field label={words.timeZone}>
            {(ids) => (
              <input
                {...ids}
                className="input"
                required
                list="time-zones"
                value={zone}
                onChange={(event) => setZone(event.target.value)}
              />
            )}
          </Field>
          <datalist id="time-zones">
            {Intl.supportedValuesOf("timeZone").map((name) => (
              <option key={name} value={name} />
            ))}
          </datalist>
          <p className="chart__note">{words.daysHint}</p>
          {words.days.map((day, at) => (
            <Field
              key={day}
              label={day}
              problem={readSpans(days[at] ?? "") === null ? words.badSpans : undefined}
            >
              {(ids) => (
                <input
                  {...ids}
                  className="input"
                  value={days[at]}
                  onChange={(event) =>
                    setDays(days.map((one, place) => (place === at ? event.target.value : one)))
                  }
                />
              )}
            </Field>
          ))}
          <Field label={words.holidays} hint={words.holidaysHint}>
            {(ids) => (
              <input
                {...ids}
                className="input"
                value={holidays}
                onChange={(event) => setHolidays(event.target.value)}
              />
            )}
          </Field>
        </>
      )}
      <Button type="submit" tone="primary" busy={save.isPending}>
        {words.save}
      </Button>
    </form>
  );
}
