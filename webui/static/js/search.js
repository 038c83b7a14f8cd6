/* The list follows what is typed in its search field; the button does the same without a script. */
"use strict";

(() => {
  const field = document.querySelector(".filters input[type=search]");
  if (!field) return;
  const form = field.form;
  const told = form.querySelector(".filter-row:last-of-type p");
  if (told) told.setAttribute("role", "status");
  let waiting = 0;
  let asked = 0;

  const address = () => {
    const url = new URL(form.getAttribute("action") || location.pathname, location.href);
    for (const [name, value] of new FormData(form)) if (value) url.searchParams.append(name, value);
    return url;
  };

  const follow = (page) => {
    const fresh = page.querySelector(".filters");
    if (!fresh) return;
    const chosen = new Map(people().map((box) => [box.value, box.checked]));
    takeAll(form);
    form.after(...takeAll(fresh));
    for (const box of people()) if (chosen.has(box.value)) box.checked = chosen.get(box.value);
    people()[0]?.dispatchEvent(new Event("change", { bubbles: true }));
    const words = fresh.querySelector(".filter-row:last-of-type p");
    if (told && words) told.textContent = words.textContent;
  };

  const people = () => [...document.querySelectorAll("[data-person]")];

  const takeAll = (element) => {
    const taken = [];
    while (element.nextSibling) {
      taken.push(element.nextSibling);
      element.nextSibling.remove();
    }
    return taken;
  };

  const search = async () => {
    const turn = (asked += 1);
    const url = address();
    const answer = await fetch(url, { credentials: "same-origin" }).catch(() => null);
    if (!answer || !answer.ok || answer.redirected) return;
    const text = await answer.text();
    if (turn !== asked) return; // something newer was typed since
    follow(new DOMParser().parseFromString(text, "text/html"));
    history.replaceState(null, "", url);
  };

  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(search, 250);
  });
})();
