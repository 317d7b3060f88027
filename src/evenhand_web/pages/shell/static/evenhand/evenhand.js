// Only for pages with a form, and only a help: every page works without it.
import { Button, CharacterCount, ErrorSummary, PasswordInput, createAll } from "../govuk-frontend-6.6.0/govuk-frontend.min.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
for (const component of [Button, CharacterCount, ErrorSummary, PasswordInput]) createAll(component);
