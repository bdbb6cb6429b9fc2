import { type FormEvent, useState } from "react";
import { messageOf } from "../api/http.ts";
import type { SignInLink } from "../api/types.ts";
import { Button } from "../ui/Button.tsx";
import { Field } from "../ui/Field.tsx";
import { words } from "./words.ts";

/** The server's rule has more to it and is the one that counts; this saves a round trip. */
const SHORTEST_PASSWORD = 10;

interface Input {
  readonly name?: string;
  readonly email?: string;
  readonly password: string;
}

interface Props {
  readonly link: SignInLink;
  readonly busy: boolean;
  readonly problem: unknown;
  readonly onSubmit: (input: Input) => void;
}

export function PasswordForm({ link, busy, problem, onSubmit }: Props) {
  const [name, setName] = useState(link.name ?? "");
  const [email, setEmail] = useState(link.email ?? "");
  const [password, setPassword] = useState("");
  const [shown, setShown] = useState(false);
  const asksWho = link.kind !== "reset";

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const who = asksWho ? { name } : {};
    onSubmit({ ...who, ...(link.email ? {} : { email }), password });
  };
  return (
    <form onSubmit={submit} className="form">
      {asksWho && (
        <Field label={words.name} hint={words.nameHint}>
          {(ids) => (
            <input
              {...ids}
              className="input"
              autoComplete="name"
              required
              maxLength={80}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
      )}
      <Field label={words.email}>
        {(ids) => (
          <input
            {...ids}
            className="input"
            type="email"
            autoComplete="username"
            required
            readOnly={link.email !== null}
            value={email}
            onChange={(event) => setEmail(event.target.value)}
          />
        )}
      </Field>
      <Field label={words.password} hint={words.atLeast(SHORTEST_PASSWORD)}>
        {(ids) => (
          <div className="input-group">
            <input
              {...ids}
              className="input"
              type={shown ? "text" : "password"}
              autoComplete="new-password"
              required
              minLength={SHORTEST_PASSWORD}
              maxLength={256}
              value={password}
              onChange={(event) => setPassword(event.target.value)}
            />
            <Button tone="quiet" aria-pressed={shown} onClick={() => setShown(!shown)}>
              {shown ? words.hide : words.show}
            </Button>
          </div>
        )}
      </Field>
      {problem !== null && problem !== undefined && (
        <p className="form__problem" role="alert">
          {messageOf(problem)}
        </p>
      )}
      <Button type="submit" tone="primary" busy={busy}>
        {link.kind === "reset" ? words.saveAndSignIn : words.start}
      </Button>
    </form>
  );
}
