import { type FormEvent, useState } from "react";
import { messageOf } from "../api/http.ts";
import { Button } from "../ui/Button.tsx";
import { Field } from "../ui/Field.tsx";
import { useVerify } from "./orders.ts";
import { words } from "./words.ts";

/** An agent cannot vouch for a shopper, only pass on what proves who they are. */
export function VerifyForm({ conversation }: { conversation: string }) {
  const [order, setOrder] = useState("");
  const [email, setEmail] = useState("");
  const verify = useVerify(conversation);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    verify.mutate({ order: order.trim(), email: email.trim() });
  };
  const refused = verify.data?.verified === false ? words.notVerified : undefined;
  return (
    <details className="verify">
      <summary>{words.verifyTitle}</summary>
      <form className="form" onSubmit={submit}>
        <p className="field__hint">{words.verifyText}</p>
        <Field label={words.verifyOrder}>
          {(ids) => (
            <input
              {...ids}
              className="input"
              required
              autoComplete="off"
              value={order}
              onChange={(event) => setOrder(event.target.value)}
            />
          )}
        </Field>
        <Field label={words.verifyEmail} problem={verify.error ? messageOf(verify.error) : refused}>
          {(ids) => (
            <input
              {...ids}
              className="input"
              type="email"
              required
              autoComplete="off"
              value={email}
              onChange={(event) => setEmail(event.target.value)}
            />
          )}
        </Field>
        <Button type="submit" busy={verify.isPending}>
          {words.verify}
        </Button>
      </form>
    </details>
  );
}
