import { type ReactNode, useId } from "react";

interface Props {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly problem?: string | undefined;
  readonly children: (ids: {
    id: string;
    "aria-describedby": string | undefined;
    "aria-invalid": true | undefined;
  }) => ReactNode;
}

/** A label, one control, and what helps to fill it in. */
export function Field({ label, hint, problem, children }: Props) {
  const id = useId();
  const note = problem ?? hint;
  return (
    <div className="field">
      <label className="field__label" htmlFor={id}>
        {label}
      </label>
      {children({
        id,
        "aria-describedby": note ? `${id}-note` : undefined,
        "aria-invalid": problem ? true : undefined,
      })}
      {note && (
        <p id={`${id}-note`} className={problem ? "field__problem" : "field__hint"}>
          {note}
        </p>
      )}
    </div>
  );
}
