import { type FormEvent, useState } from "react";
import type { AgentRole } from "../api/types.ts";
import { words as app } from "../app/words.ts";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { Field } from "../ui/Field.tsx";
import { FormProblem } from "../ui/FormProblem.tsx";
import { notices } from "../ui/notices.ts";
import { useInvite } from "./people.ts";
import { words } from "./words.ts";

const BLANK = { email: "", name: "", role: "agent" as AgentRole };

export function InviteDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const [form, setForm] = useState(BLANK);
  const invite = useInvite();
  const close = () => {
    setForm(BLANK);
    invite.reset();
    onClose();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    invite.mutate(form, {
      onSuccess: () => {
        notices.add(words.invited(form.name));
        close();
      },
    });
  };
  return (
    <Dialog open={open} onClose={close} title={words.inviteTitle} description={words.inviteText}>
      <form onSubmit={submit} className="form">
        <Field label={words.name}>
          {(ids) => (
            <input
              {...ids}
              className="input"
              required
              maxLength={80}
              value={form.name}
              onChange={(event) => setForm({ ...form, name: event.target.value })}
            />
          )}
        </Field>
        <Field label={words.email}>
          {(ids) => (
            <input
              {...ids}
              className="input"
              type="email"
              required
              maxLength={254}
              value={form.email}
              onChange={(event) => setForm({ ...form, email: event.target.value })}
            />
          )}
        </Field>
        <Field label={words.role} hint={words.roleHint}>
          {(ids) => (
            <select
              {...ids}
              className="input input--select"
              value={form.role}
              onChange={(event) => setForm({ ...form, role: event.target.value as AgentRole })}
            >
              <option value="agent">{app.roles.agent}</option>
              <option value="admin">{app.roles.admin}</option>
            </select>
          )}
        </Field>
        <FormProblem problem={invite.error} />
        <div className="dialog__actions">
          <Button onClick={close}>{words.cancel}</Button>
          <Button type="submit" tone="primary" busy={invite.isPending}>
            {words.send}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
