/* A file that is sent shows how far it is; without this script the browser sends it by itself. */
"use strict";

(() => {
  const LEAST_BYTES = 200000;

  const sizeOf = (form) => [...form.querySelectorAll("input[type=file]")]
    .flatMap((field) => [...field.files])
    .reduce((sum, file) => sum + file.size, 0);

  const show = (form, name) => {
    const bar = document.createElement("progress");
    bar.max = 100;
    bar.value = 0;
    bar.className = "upload-progress";
    bar.setAttribute("aria-label", name);
    form.append(bar);
    bar.scrollIntoView({ block: "nearest" });
    return bar;
  };

  const open = (request) => {
    history.pushState(null, "", request.responseURL);
    document.open();
    document.write(request.responseText);
    document.close();
  };

  const send = (form, button) => {
    const values = new FormData(form, button);
    const bar = show(form, button ? button.textContent.trim() : "");
    const request = new XMLHttpRequest();
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) bar.value = Math.floor((100 * event.loaded) / event.total);
    });
    request.addEventListener("load", () => open(request));
    request.addEventListener("error", () => { bar.remove(); form.submit(); });
    request.open("POST", form.action);
    request.send(values);
  };

  for (const form of document.querySelectorAll("form[enctype='multipart/form-data']")) {
    form.addEventListener("submit", (event) => {
      if (event.defaultPrevented || sizeOf(form) < LEAST_BYTES) return;
      event.preventDefault();
      send(form, event.submitter);
    });
  }
})();
